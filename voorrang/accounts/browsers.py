"""What a browser is called in words that its owner recognises. A plain look: nothing is decided by it."""

_BROWSERS = (("Edg", "Edge"), ("OPR/", "Opera"), ("Firefox/", "Firefox"), ("FxiOS", "Firefox"), ("CriOS", "Chrome"))
_LATER = (("Chrome/", "Chrome"), ("Safari/", "Safari"))
_SYSTEMS = (
    ("iPhone", "iPhone"),
    ("iPad", "iPad"),
    ("Android", "Android"),
    ("Windows", "Windows"),
    ("Mac OS X", "macOS"),
    ("CrOS", "ChromeOS"),
    ("Linux", "Linux"),
)


def browser_name(agent: str) -> tuple[str, str]:
    """Return the names of browser and system from a `User-Agent`; empty for one that is not known."""
    browser = next((name for mark, name in (*_BROWSERS, *_LATER) if mark in agent), "")
    return browser, next((name for mark, name in _SYSTEMS if mark in agent), "")
