"""The input catalogue: what each input of a page or an operation names, and what a form needs to be sent rightfully.

A new route is picked up by itself. One that has an input whose name stands nowhere here fails the matrix: say below what
it names, or that it names nothing (`docs/isolation.md`).
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.typed import CASE
from tests.walls.matrix.estate import FLEET_HEADER, Estate, Thing, fleet_row

NAMES: dict[str, str] = {
    # Parts of an address.
    "code": "customer",
    "customer_id": "customer_id",
    "case_id": "case",
    "decision_id": "decision",
    "device_id": "device",
    "contract_id": "contract_id",
    "step_id": "step",
    "upload_id": "upload",
    "import_id": "import",
    "contact_id": "contact",
    "helpdesk_id": "helpdesk",
    "pin_id": "pin",
    "partner_id": "partner",
    "token_id": "token",
    "assignment_id": "assignment",
    "override_id": "override",
    "number": "contract",
    "file_id": "file",
    "domain_id": "domain",
    "hold_id": "hold",
    "request_id": "erasure",
    "redress_id": "redress",
    "user_id": "directory person",
    "group_id": "directory group",
    "provider_id": "provider",
    "attempt_id": "sign-in attempt",
    "session_id": "session",
    "signed": "signed link",
    "comparison_id": "comparison",
    "switch_id": "reading switch",
    "notice_id": "notice",
    "cost_id": "cost",
    "quote_id": "quote",
    "admission_id": "admission",
    "link": "link",
    # Queries, fields and bodies.
    "customer": "customer",
    "contract": "contract",
    "from": "order",
    "serial": "serial",
    "serials": "serial",
    "devices[].serial": "serial",
    "device": "device",
    "site": "site",
    "partner": "partner",
    "helpdesk": "helpdesk",
    "contact": "contact",
    "affiliate": "affiliate",
    "caller.contact_id": "contact",
    "caller.email": "email",
    "caller.phone": "phone",
    "pin": "pin_text",
    "q": "serial",
    "Voorrang-Customer": "customer",
}
"""What an input names, by its own name."""

ACTS_ON_AGREEMENTS = ("detail", "pdf", "change", "next", "discard", "sign", "end")
ACTS_ON_QUOTES = ("detail", "pdf", "send", "accept", "decline")

OTHERWISE: dict[tuple[str, str], str | None] = {
    ("desk:order-detail", "number"): "order",
    ("portal:step-finish", "step_id"): "own_step",
    ("desk:invoice-file", "number"): "invoice export",
    ("desk:invoice-file", "kind"): "invoice export",
    **{
        (f"{door}:agreement-{act}", "version"): "agreement" for door in ("portal", "desk") for act in ACTS_ON_AGREEMENTS
    },
    **{(f"{door}:agreement-{act}", "number"): "agreement" for door in ("portal", "desk") for act in ACTS_ON_AGREEMENTS},
    **{(f"{door}:quote-{act}", "number"): "quote" for door in ("portal", "desk") for act in ACTS_ON_QUOTES},
    **{(f"portal:contact-upload{act}", "upload_id"): "caller list" for act in ("", "-progress", "-confirm", "-drop")},
    **{(f"portal:contact-import-{act}", "import_id"): "caller list" for act in ("detail", "undo")},
    **{(f"{door}:call-list", "q"): "phone" for door in ("portal", "desk")},
    ("scim:type", "name"): "word",
    ("scim:schema", "name"): "word",
    ("scim:nothing", "rest"): "word",
    ("invitation", "token"): "invitation_link",
    ("pin", "token"): "pin_link",
    ("GET /api/v1/cases", "number"): "case_number",
    ("desk:customer-list", "q"): "customer",
    ("desk:contact-list", "q"): "email",
    ("portal:helpdesk", "q"): "email",
    ("portal:fleet-import", "site"): "site_code",
    ("portal:fleet-import", "affiliate"): "affiliate_code",
    ("portal:case-open", "serial"): None,  # fills a field of the form
    ("desk:case-open", "serial"): None,
    ("desk:override-new", "device"): None,  # which of two units with one serial number
    (
        "desk:pin-check",
        "pin",
    ): None,  # a PIN is itself the right; whose it is, is shown to those who may open the customer
}
"""Where a name means something else, or nothing."""

NOT_YET: dict[str, str] = {
    "agreement": "tests/portal and tests/desk open foreign agreements",
    "admission": "tests/portal open foreign callers who wait",
    "caller list": "tests/portal open foreign lists",
    "cost": "tests/portal and tests/desk open foreign costs",
    "invoice export": "vendor's operators only",
    "quote": "tests/portal and tests/desk open foreign quotes",
    "hold": "vendor's operators only",
    "erasure": "vendor's operators and auditors only",
    "redress": "vendor's people only",
    "directory person": "a directory's own bearer token says whose it is",
    "directory group": "a directory's own bearer token says whose it is",
    "provider": "asked before anybody is signed in",
    "sign-in attempt": "asked before anybody is signed in",
    "session": "of one user, whoever the customer is",
    "comparison": "vendor's people only",
    "reading switch": "of the programme, not of a customer",
    "notice": "vendor's people only",
    "signed link": "a signed link is itself the right",
    "link": "a link is itself the right",
    "word": "a word of the standard: it names nothing of a customer",
}
"""Kinds of which the customers here have nothing yet: routes that name them are not tried by the matrix, and counted."""

WITHOUT_TWIN: dict[tuple[str, str], str] = {
    ("POST desk:decision-choose", "code"): "sent rightfully with each decision that leaves a choice",
    ("GET /api/v1/cases/{case_id}/closure", "Voorrang-Customer"): "only a closed case has one",
    ("DELETE /api/v1/cases/{case_id}/closure", "Voorrang-Customer"): "only a closed case is reopened",
}
"""Inputs that count under another name of the same request."""

COLUMNS = {"site": "site_code", "affiliate": "affiliate_code"}
"""Columns of the fleet file that name something of the customer."""

PLAIN: dict[str, str] = {
    "cursor": "a place in a list; every row after it is scoped again, and canaries are looked for",
    "phone": "a number that is typed, kept or compared within the customer that is open",
    "pin-check:check": "an id in the session of whoever typed the PIN: nobody else's session has it",
    "check": "an id in the session of whoever typed the PIN: nobody else's session has it",
    "next": "an address of ours to go back to",
    "find": "narrows the customers that the visitor may open",
    "owner": "a colleague at the vendor, who may open the case",
    "person": "one of the vendor's people",
    "country": "ISO 3166",
    "countries": "ISO 3166",
    "head_office_country": "ISO 3166",
    "affiliate_country": "ISO 3166",
    "site_code": "a new code, unique within the customer",
    "affiliate_code": "a new code, unique within the customer",
    "affiliate_name": "a new name",
    "site_name": "a new name",
    "code": "a new customer's code",
    "contact_name": "a new name",
    "contact_email": "a new address",
    "contact_phone": "a new number",
    "idempotency_key": "of the actor (test_foreign_keys.py)",
    "Idempotency-Key": "of the actor (test_foreign_keys.py)",
    "devices[].product_number": "narrows a serial number of the customer",
    "product_number": "narrows a serial number of the customer",
    "line-0-article": "an article of the programme",
    "key": "the sign-in library's own one-time link, of one user",
    "uidb36": "the sign-in library's own one-time link, of one user",
}
"""Inputs that sound as if they named something, and name nothing of a customer; with the reason."""

SOUNDS_LIKE = re.compile(
    r"(^|[_.\-\]])(id|ids|code|key|number|token|serials?|customer|contact|partner|device|site|affiliate|helpdesk|case|owner"
    r"|person|from|check|next|member|user|order|contract|file|attachment|invoice|quote|report|advisory|role_of)(_id|s|\d+)?$"
)
"""Names of inputs that must be declared."""


def kind_of(route: str, name: str) -> str | None:
    """Return the kind of thing that an input of a route names; None for one that names nothing."""
    if (route, name) in OTHERWISE:
        return OTHERWISE[route, name]
    return NAMES.get(name)


def is_declared(route: str, name: str) -> bool:
    """Say whether somebody has said what this input names."""
    return (route, name) in OTHERWISE or name in NAMES or name in PLAIN or not SOUNDS_LIKE.search(name)


ABSENT = {
    "customer": "QZNOBOD",
    "order": "QZNOBOD-O0001-G",
    "contract": "QZNOBOD-C0002-J",
    "case_number": "QZNOBOD-0001-G",
    "serial": "QZNOBOD1X01",
    "email": "spare@qznobod.example",
    "phone": "+4930999999",
    "pin_text": "11111 1111 11112",
    "pin_link": "vrp_Nobody0Nobody0Nobody0Nobody0Nobody",
    "invitation_link": "vri_Nobody0Nobody0Nobody0Nobody0Nobody",
    "site_code": "QZNOBOD-LYS",
    "affiliate_code": "QZNOBOD-FR",
}
NOWHERE = str(UUID(int=0x1A2157E_E009_7E38_AA91_90CCF3DBE8CE))


def absent(kind: str) -> str:
    """Return a value of the same shape that names nothing."""
    return ABSENT.get(kind, NOWHERE)


type Chosen = dict[str, Thing]
type Fill = Callable[[Estate, Chosen], dict[str, Any]]


def _file(estate: Estate, chosen: Chosen) -> dict[str, Any]:
    site, affiliate = chosen.get("site_code"), chosen.get("affiliate_code")
    serial = chosen["serial"].value if "serial" in chosen else f"{estate.mark}1X77"
    row = fleet_row(serial, "FR", site.value if site else "", affiliate.value if affiliate else "")
    return {"file": SimpleUploadedFile("fleet.csv", f"{FLEET_HEADER}\r\n{row}".encode())}


def _version(_estate: Estate, chosen: Chosen) -> str:
    return str(chosen["case"].version if "case" in chosen else 1)


def value(estate: Estate, chosen: Chosen, kind: str) -> str:
    """Return what is chosen of a kind, else the customer's first."""
    return (chosen.get(kind) or estate.first(kind)).value


def _contact(estate: Estate, chosen: Chosen) -> dict[str, Any]:
    standing = "partner"
    return {
        "name": "Nina New",
        "email": "nina@new.example",
        "phone": "",
        "standing": standing,
        "partner": value(estate, chosen, "partner"),
        "scope": "site",
        "site": value(estate, chosen, "site"),
        "country": "",
        "language": "de",
        "role": "",
    }


def _place(estate: Estate, chosen: Chosen) -> dict[str, Any]:
    return {name: _contact(estate, chosen)[name] for name in ("standing", "partner", "scope", "site", "country")}


FILLED: dict[str, Fill] = {
    "portal:case-reply": lambda e, c: {"act": "reply", "text": "Any news?", "version": _version(e, c)},
    "portal:case-findings": lambda e, c: {"found": "The board is dead.", "steps": "", "version": _version(e, c)},
    "portal:decision-object": lambda _e, _c: {"text": "It is ours."},
    "portal:contact-invite": lambda _e, _c: {"role": "executive"},
    "portal:contact-role": lambda _e, _c: {"role": "executive"},
    "portal:contact-move": _place,
    "portal:pin-plan": lambda _e, _c: {"every_months": "6"},
    "portal:pin-grant": lambda e, c: {"contact": value(e, c, "contact"), "overlap_days": "3"},
    "portal:token-new": lambda e, c: {"name": "X", "scopes": ["checks"], "contact": value(e, c, "contact")},
    "portal:contact-new": _contact,
    "portal:case-open": lambda e, c: {
        "title": "Dark",
        "serials": value(e, c, "serial"),
        "body": "It is dark.",
        "impact": "one_person",
        "language": "de",
        "found": "The board is dead.",
        "steps": "Changed the adapter.",
    },
    "portal:fleet-import": _file,
    "desk:case-write": lambda e, c: {"act": "answer", "text": "We look at it.", "version": _version(e, c)},
    "desk:case-findings": lambda e, c: {"found": "The board is dead.", "version": _version(e, c)},
    "desk:case-owner": lambda _e, _c: {"act": "take", "seen": ""},
    "desk:contact-invite": lambda _e, _c: {"role": "executive"},
    "desk:pin-grant": lambda e, c: {"contact": value(e, c, "contact"), "overlap_days": "3"},
    "desk:contact-new": _contact,
    "desk:place-new": lambda e, c: {
        "affiliate": value(e, c, "affiliate"),
        "country": "DE",
        "site_name": "New",
        "site_code": "NEW",
        "zone": "Europe/Berlin",
    },
    "desk:case-open": lambda e, c: CASE | {"contact": value(e, c, "contact"), "serials": value(e, c, "serial")},
    "desk:override-new": lambda e, c: {
        "kind": "goodwill",
        "serial": value(e, c, "serial"),
        "expires_on": "2026-03-20",
        "reason": "They waited.",
    },
    "desk:decision-choose": lambda _e, _c: {"choice": "charge", "reason": "They asked."},
}
"""How a form is sent rightfully, where it needs more than a push of its button."""


def claim(estate: Estate, chosen: Chosen) -> dict[str, Any]:
    """The body of a claim by the API: a caller, and three devices at once."""
    serials = [thing.value for thing in estate.things["serial"]][:3]
    if "serial" in chosen:
        serials[chosen["serial"].site % 3] = chosen["serial"].value
    body: dict[str, Any] = {"devices": [{"serial": one} for one in serials], "language": "de"}
    body["self_diagnosis"] = {"found": "dead"}
    for kind, name in (("contact", "contact_id"), ("email", "email"), ("phone", "phone")):
        if kind in chosen:
            body["caller"] = {name: chosen[kind].value}
    if "pin_text" in chosen:
        body["pin"] = chosen["pin_text"].value
    return body


BODIES: dict[str, Fill] = {
    "POST /api/v1/cases": lambda e, c: claim(e, c) | {"symptom": "Dark", "impact": "one_person"},
    "POST /api/v1/entitlement-checks": claim,
    "POST /api/v1/cases/{case_id}/events": lambda _e, _c: {"text": "Any news?"},
}
"""Bodies of the API's operations that need more than nothing."""
