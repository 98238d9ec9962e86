"""The promise book: every feature bought, with the last evidence of it."""

from voorrang.api.promises.routes import router

__all__ = ["router"]
