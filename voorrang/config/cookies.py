"""The names of our cookies: under https bound to this very host, so that no neighbour can set or read them."""


def cookie_name(base_url: str, name: str) -> str:
    """Return the name that a cookie has at this address. The prefix asks a browser for https, which the demo may lack."""
    return f"__Host-{name}" if base_url.startswith("https://") else name
