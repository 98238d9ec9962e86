"""The reader's language, as the programme's texts are keyed."""

from typing import Any

from django.utils.translation import get_language

from voorrang.rules.programme import Text


def language_of(request: Any) -> str:
    """Return the reader's language, as the programme's texts are keyed."""
    return str(getattr(request, "LANGUAGE_CODE", None) or get_language() or "en")


def in_language(text: Text, language: str) -> str:
    """Return a text of the programme, in English where the language lacks it."""
    return text.get(language) or text["en"]
