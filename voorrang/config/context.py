"""What every template may read."""

from typing import Any


def visitor(request: Any) -> dict[str, Any]:
    """Return the visitor and whether this is a demo."""
    from django.conf import settings  # noqa: PLC0415 -- context processors load with the template engine

    return {"visitor": getattr(request, "visitor", None), "is_demo": settings.VOORRANG_DEMO}
