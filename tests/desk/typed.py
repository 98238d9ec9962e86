"""Forms as people fill them in."""

from typing import Any

CASE: dict[str, Any] = {
    "contact": "",
    "phone": "",
    "title": "Will not power on",
    "serials": "CZC0000001",
    "body": "The power light blinks three times.",
    "diagnosis": "Changed the adapter.",
    "impact": "one_person",
    "language": "de",
    "country": "",
}
"""What an agent notes while somebody is on the phone."""


def order(*lines: tuple[str, Any], starts_on: str = "2026-03-02", country: str = "NL", **counts: int) -> dict[str, Any]:
    """An order: articles with their quantities, and how many units of each kind the customer says it has."""
    typed: dict[str, Any] = {
        "starts_on": starts_on,
        "country": country,
        "line-TOTAL_FORMS": str(max(len(lines), 2)),
        "line-INITIAL_FORMS": "0",
        "line-MIN_NUM_FORMS": "0",
        "line-MAX_NUM_FORMS": "20",
    }
    for place, (article, quantity) in enumerate(lines):
        typed |= {f"line-{place}-article": article, f"line-{place}-quantity": str(quantity)}
    return typed | {f"count_{kind}": str(count) for kind, count in counts.items()}


def customer(**changes: Any) -> dict[str, Any]:
    """A new customer with its first place and person."""
    return {
        "name": "Hafen Nord",
        "code": "HAFEN",
        "head_office_country": "DE",
        "language": "de",
        "affiliate_name": "Hafen Nord GmbH",
        "affiliate_code": "DE",
        "affiliate_country": "DE",
        "site_name": "Hamburg",
        "site_code": "HAM",
        "zone": "Europe/Berlin",
        "contact_name": "Hein Hansen",
        "contact_email": "hein@hafen.example",
        "contact_phone": "+494012345",
        "invite": "on",
    } | changes


def agreement(starts_on: str, ends_on: str = "", **lines: list[dict[str, Any]]) -> dict[str, Any]:
    """An agreement: its period, and lines of promises, exclusions, rates and contacts."""
    typed: dict[str, Any] = {"starts_on": starts_on, "ends_on": ends_on}
    for part in ("promises", "exclusions", "rates", "contacts"):
        filled = lines.get(part, [])
        typed |= {f"{part}-TOTAL_FORMS": str(len(filled)), f"{part}-INITIAL_FORMS": "0"}
        for place, line in enumerate(filled):
            typed |= {f"{part}-{place}-{name}": value for name, value in line.items()}
    return typed
