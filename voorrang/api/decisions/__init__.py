"""Decisions: may support be claimed, and why. Asked without opening a case, or read back."""

from ninja import Router

from voorrang.api.decisions import checks, reading

__all__ = ["router"]

router = Router(tags=["decisions"])
for part in (reading, checks):
    router.add_router("", part.router)
