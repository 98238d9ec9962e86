"""Cases: open, follow, answer, close and reopen them."""

from ninja import Router

from voorrang.api.cases import closure, events, opening, reading

__all__ = ["router"]

router = Router(tags=["cases"])
for part in (reading, opening, events, closure):
    router.add_router("", part.router)
