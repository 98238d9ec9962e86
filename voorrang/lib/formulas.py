"""What a spreadsheet would run, and the mark that keeps it a text."""

_BEGINNINGS = ("=", "+", "-", "@", "\t", "\r")


def as_text(text: str) -> str:
    """Return a text that no spreadsheet takes for a formula: marked in front where it would."""
    return f"'{text}" if text.startswith(_BEGINNINGS) else text


def unmarked(text: str) -> str:
    """Return a text of a file of ours without the mark that `as_text` gave it."""
    return text[1:] if text.startswith("'") and text[1:].startswith(_BEGINNINGS) else text
