"""The router of this topic: one, for Django resolves an address once, whatever the method."""

from ninja import Router

router = Router(tags=["decisions"])
