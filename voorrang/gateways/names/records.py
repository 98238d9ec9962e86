"""Text records of a domain, by dnspython."""

LONGEST_WAIT = 5.0


def text_records(domain: str) -> list[str]:
    """Return the text records of a domain; none when it has none, or cannot be asked within five seconds."""
    import dns.exception
    import dns.resolver

    try:
        answer = dns.resolver.resolve(domain, "TXT", lifetime=LONGEST_WAIT)
    except (dns.exception.DNSException, OSError):
        return []
    return [b"".join(record.strings).decode("utf-8", "replace") for record in answer]
