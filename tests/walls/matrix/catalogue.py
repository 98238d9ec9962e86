"""The input catalogue: what each input of a page or an operation names, and what a form needs to be sent rightfully.

A new route is picked up by itself. One that has an input whose name stands nowhere here fails the matrix: say below what
it names, or that it names nothing (`docs/isolation.md`).
"""

import re
from collections.abc import Callable
from typing import Any
from uuid import UUID

from django.core.files.uploadedfile import SimpleUploadedFile

from tests.desk.typed import CASE, agreement
from tests.scim.directory import GROUP, PATCH, USER
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
    "quote_id": "quote_id",
    "version": "version",
    "domain_id": "domain",
    "hold_id": "hold",
    "request_id": "erasure",
    "redress_id": "redress",
    "user_id": "directory_person",
    "group_id": "directory_group",
    "members[].value": "directory_person",
    "provider_id": "provider",
    "attempt_id": "sign-in attempt",
    "session_id": "session",
    "signed": "signed_link",
    "comparison_id": "comparison",
    "switch_id": "reading switch",
    "notice_id": "notice",
    "cost_id": "cost",
    "admission_id": "admission",
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
    "contact": "contact",
    "affiliate": "affiliate",
    "helpdesk": "helpdesk",
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
    ("desk:invoice-file", "kind"): "word",
    **{(f"{door}:quote-{act}", "number"): "quote" for door in ("portal", "desk") for act in ACTS_ON_QUOTES},
    **{(f"{door}:agreement-{act}", "number"): "agreement" for door in ("portal", "desk") for act in ACTS_ON_AGREEMENTS},
    **{(f"portal:contact-upload{act}", "upload_id"): "caller_list" for act in ("", "-progress", "-confirm", "-drop")},
    **{(f"portal:contact-import-{act}", "import_id"): "caller_import" for act in ("detail", "undo")},
    **{(f"desk:cost-{act}", "case_id"): "cost_case" for act in ("detail", "send", "withdraw", "charge", "settle")},
    **{(f"desk:cutover-{act}", "file_id"): "cutover" for act in ("detail", "confirm", "drop")},
    **{(f"{door}:call-list", "q"): "phone" for door in ("portal", "desk")},
    **{(f"{door}:file-remove", "file_id"): "spare_file" for door in ("portal", "desk")},
    ("scim:users", "filter"): "directory_name",
    ("scim:groups", "filter"): "directory_group_name",
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
    ("desk:hold-new", "number"): "case_number",
    ("desk:hold-new", "person"): "email",
    ("portal:case-open", "serial"): None,  # fills a field of the form
    ("desk:model-list", "q"): None,  # models are the vendor's: what they are holds for every customer
    ("desk:model-settle", "number"): None,
    ("desk:case-open", "serial"): None,
    ("desk:override-new", "device"): None,  # which of two units with one serial number
    (
        "desk:pin-check",
        "pin",
    ): None,  # a PIN is itself the right; whose it is, is shown to those who may open the customer
}
"""Where a name means something else, or nothing."""

NOT_YET: dict[str, str] = {
    "provider": "asked before anybody is signed in, so it is nobody's (tests/sign_in)",
    "sign-in attempt": "belongs to the browser that began it: tests/sign_in replay it from another",
    "reading switch": "of the programme: it names no customer",
    "cutover": "a file of an operator's about customers that are not there yet (tests/desk/test_moving_in.py)",
    "invoice export": "vendor's operators only",
    "word": "a word of the standard: it names nothing of a customer",
}
"""Kinds of which the customers here have nothing yet: routes that name them are not tried by the matrix, and counted."""

_WITH_THE_OTHER = "sent rightfully with the other part of the same address"
_NEEDS_MORE = (
    "needs a contract that has grown, was cancelled or runs out: tests/desk/test_pages.py; its page is asked here"
)
_AFTER_CONSENT = "only when the customer has consented: tests/desk/test_what_a_case_costs.py"

WITHOUT_TWIN: dict[tuple[str, str], str] = {
    **{
        (f"POST desk:{page}", "code"): _WITH_THE_OTHER
        for page in (
            *(f"agreement-{act}" for act in ("change", "discard", "sign", "next", "end")),
            "contract-activate",
            "decision-choose",
            "quote-send",
            "redress-decline",
        )
    },
    ("GET desk:agreement-change", "code"): _WITH_THE_OTHER,
    **{
        (f"POST desk:{page}", name): _NEEDS_MORE
        for page in ("contract-true-up", "contract-cancel-undo", "renewal-lose")
        for name in ("code", "number")
    },
    **{
        (f"POST desk:cost-{act}", name): _AFTER_CONSENT
        for act in ("charge", "settle")
        for name in ("case_id", "cost_id")
    },
    ("POST desk:cost-new", "case_id"): "only for a case that is charged: tests/desk/test_what_a_case_costs.py",
    ("POST desk:cost-send", "case_id"): _WITH_THE_OTHER,
    ("POST desk:redress-decline", "redress_id"): "approving is asked here, of the same proposal",
    ("POST desk:file-remove", "case_id"): "only a file of one's own side: tests/portal/test_files_of_a_case.py",
    ("POST desk:file-remove", "file_id"): "only a file of one's own side: tests/portal/test_files_of_a_case.py",
    ("POST /api/v1/cases/{case_id}/files", "case_id"): "no JSON: tests/api/test_files_of_a_case.py",
    ("POST /api/v1/cases/{case_id}/files", "Voorrang-Customer"): "no JSON: tests/api/test_files_of_a_case.py",
    ("POST /api/v1/cases", "pin"): "decides nothing without a caller of that helpdesk: tests/api/test_pins.py",
    (
        "POST /api/v1/entitlement-checks",
        "pin",
    ): "decides nothing without a caller of that helpdesk: tests/api/test_pins.py",
    ("GET desk:audit-own", "customer"): "the trail of what concerns no customer; the frame around it reads the word",
    ("GET desk:hold-new", "number"): "fills a field of the form",
    ("GET desk:hold-new", "person"): "fills a field of the form",
    ("GET desk:cost-list", "q"): "finds costs by the case's number, and no serial number",
    ("GET desk:renewal-list", "q"): "nothing here is due for renewal",
    ("GET portal:call-list", "q"): "nobody has called here",
    ("GET desk:call-list", "q"): "nobody has called here",
    ("GET /api/v1/cases/{case_id}/closure", "Voorrang-Customer"): "only a closed case has one",
    ("DELETE /api/v1/cases/{case_id}/closure", "Voorrang-Customer"): "only a closed case is reopened",
}
"""Inputs at which nobody is served here, by route and method; they are not asked, and count nowhere."""

COLUMNS = {"site": "site_code", "affiliate": "affiliate_code"}
"""Columns of the fleet file that name something of the customer."""

PLAIN: dict[str, str] = {
    **dict.fromkeys(
        ("protocol", "issuer", "client_id", "secret", "sign_in_url", "certificate"),
        "what the customer's own provider is called and knows us by",
    ),
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
    "quote": "QZNOBOD-Q0001-G",
    "agreement": "QZNOBOD-A0001-G",
    "version": "1",
    "directory_name": 'userName eq "qznobod@qznobod.example"',
    "directory_group_name": 'displayName eq "QZNOBOD Choir"',
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
        "helpdesk": chosen["helpdesk"].value if "helpdesk" in chosen else "",
        "language": "de",
        "role": "",
    }


FILLED: dict[str, Fill] = {
    "portal:file-add": lambda _e, _c: {"file": SimpleUploadedFile("seen.txt", b"what we saw")},
    "desk:file-add": lambda _e, _c: {"file": SimpleUploadedFile("seen.txt", b"what we saw")},
    "portal:case-reply": lambda e, c: {"act": "reply", "text": "Any news?", "version": _version(e, c)},
    "portal:case-findings": lambda e, c: {"found": "The board is dead.", "steps": "", "version": _version(e, c)},
    "portal:decision-object": lambda _e, _c: {"text": "It is ours."},
    **{
        f"{door}:provider-set": lambda _e, _c: {
            "protocol": "oidc",
            "issuer": "https://id.example",
            "client_id": "us",
            "secret": "told to nobody",
        }
        for door in ("portal", "desk")
    },
    "portal:contact-invite": lambda _e, _c: {"role": "executive"},
    "portal:pin-plan": lambda _e, _c: {"every_months": "6"},
    "portal:pin-grant": lambda e, c: {"contact": value(e, c, "contact"), "overlap_days": "3"},
    "portal:token-new": lambda e, c: {"name": "X", "scopes": ["checks"], "contact": value(e, c, "contact")},
    "portal:contact-new": _contact,
    "portal:erasure-new": lambda e, c: {"contact": value(e, c, "contact"), "reason": "She has left."},
    "portal:admission-decline": lambda _e, _c: {"reason": "Unknown here."},
    "portal:admission-approve": lambda e, c: _contact(e, c) | {"standing": "helpdesk", "scope": "own", "site": ""},
    "portal:contact-move": lambda e, c: _contact(e, c) | {"seen": e.places.get(value(e, c, "contact"), "")},
    "portal:contact-role": lambda _e, _c: {"role": "executive"},
    "portal:partner-extend": lambda _e, _c: {"ends_on": "2026-12-31"},
    "desk:partner-extend": lambda _e, _c: {"ends_on": "2026-12-31"},
    "portal:cost-consent": lambda _e, _c: {"amount": "90.00"},
    "portal:cost-refuse": lambda _e, _c: {"reason": "Too dear."},
    "portal:quote-decline": lambda _e, _c: {"reason": "price"},
    "desk:quote-decline": lambda _e, _c: {"reason": "price"},
    "portal:agreement-sign": lambda _e, _c: {"revision": "1"},
    "desk:agreement-sign": lambda _e, _c: {"revision": "1"},
    "desk:agreement-end": lambda _e, _c: {"last_on": "2026-03-20", "reason": "Bought anew."},
    "desk:agreement-new": lambda _e, _c: agreement("2027-12-01", "2027-12-31"),
    "desk:agreement-change": lambda _e, _c: agreement("2026-12-01"),
    "desk:agreement-next": lambda _e, _c: agreement("2026-04-01", "2026-04-30"),
    "desk:redress-approve": lambda _e, _c: {"apology": "We are sorry.", "amount": "60", "reason": "It was covered."},
    "desk:redress-decline": lambda _e, _c: {"reason": "It was told by phone."},
    "desk:notice-reword": lambda _e, _c: {"text": "It changes."},
    "desk:erasure-new": lambda _e, _c: {"reason": "She asks."},
    "desk:hold-new": lambda e, c: {
        # Held once: each input asks for a hold of its own.
        "subject_kind": "person" if "email" in c else "case" if "case_number" in c else "customer",
        "person": c["email"].value if "email" in c else "",
        "number": c["case_number"].value if "case_number" in c else "",
        "reason": "A court asks.",
    },
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


def _group(estate: Estate, chosen: Chosen) -> dict[str, Any]:
    members = [{"value": value(estate, chosen, "directory_person")}]
    return {"schemas": [GROUP], "displayName": "Choir", "members": members}


def _patch(operation: dict[str, Any]) -> dict[str, Any]:
    return {"schemas": [PATCH], "Operations": [operation]}


BODIES: dict[str, Fill] = {
    "POST /api/v1/cases": lambda e, c: claim(e, c) | {"symptom": "Dark", "impact": "one_person"},
    "POST /api/v1/entitlement-checks": claim,
    "POST /api/v1/cases/{case_id}/events": lambda _e, _c: {"text": "Any news?"},
    "POST scim:users": lambda _e, _c: {"schemas": [USER], "userName": "nina@new.example"},
    "PUT scim:user": lambda _e, _c: {"schemas": [USER], "userName": "nina@new.example"},
    "PATCH scim:user": lambda _e, _c: _patch({"op": "replace", "path": "displayName", "value": "Nina"}),
    "POST scim:groups": _group,
    "PUT scim:group": _group,
    "PATCH scim:group": lambda e, c: _patch({"op": "add", "path": "members", "value": _group(e, c)["members"]}),
}
"""Bodies of the API's operations that need more than nothing."""
