"""Everybody who may stand at a door: each role of a customer, of the vendor, tokens, those who have left, and nobody."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Any

from django.test import Client

from tests.cast import AT, BOUGHT, Person, make_person, make_staff, serving
from tests.walls.matrix.estate import ANYWHERE, FIRST, ROLES, Estate
from voorrang.accounts import actions
from voorrang.accounts.models import Contact, CustomerRole, StaffRole
from voorrang.accounts.visitor import NOBODY, OPENS_ANY_CUSTOMER, TOKEN, VENDOR_TOKEN
from voorrang.audit.actor import SYSTEM

CUSTOMER, VENDOR, OUTSIDE = "customer", "vendor", "outside"


class Browser(Client):
    """A client that keeps nothing of an answer: no cookie, for what it did is undone, and no copy of a template's context."""

    def request(self, **request: Any) -> Any:
        """Send a request. Whoever is logged out by it is logged in again for the next one."""
        return self.handler(self._base_environ(**request))


@dataclass
class Visitor:
    """Somebody with an open session or a token, and what is rightfully his."""

    name: str
    roles: frozenset[str]
    side: str
    home: Estate
    """The customer that it belongs to, or was assigned to."""
    client: Browser = field(default_factory=lambda: Browser(raise_request_exception=False))
    headers: dict[str, str] = field(default_factory=dict)
    site: int = ANYWHERE
    gone: str = ""
    """Why it may see nothing any more."""
    opens: frozenset[str] | None = frozenset()
    """For the vendor's: marks of the customers that it may open; None is any."""
    also: Estate | None = None
    """Another customer that the person belongs to, and has not chosen."""

    @property
    def is_system(self) -> bool:
        return bool(self.headers)


def person(name: str, role: str, home: Estate, someone: Person, *, site: int = ANYWHERE, gone: str = "") -> Visitor:
    visitor = Visitor(name, frozenset({role}), CUSTOMER, home, site=site, gone=gone)
    visitor.client.force_login(someone.user)
    return visitor


def people_of(estate: Estate) -> Iterator[Visitor]:
    """Each role of a customer, and those who see a part of it only."""
    for role in ROLES:
        yield person(role, role, estate, estate.people[role])
    for name, site in (("site", FIRST), ("country", FIRST), ("own", -1)):
        yield person(f"engineer, {name} only", CustomerRole.HELPDESK_ENGINEER, estate, estate.people[name], site=site)
    auditor = estate.people["site_auditor"]
    yield person("auditor, site only", CustomerRole.CUSTOMER_AUDITOR, estate, auditor, site=FIRST)


def member_of_two(chosen: Estate, other: Estate) -> Visitor:
    """Somebody who leads the helpdesk of two customers, and has one of them before him."""
    someone = None
    for number, estate in enumerate((chosen, other)):
        with serving(estate.one):
            if someone is None:
                someone = make_person("Both", "both@two.example", "+4930555910", CustomerRole.HELPDESK_LEAD)
                continue
            contact = actions.add_contact(
                name="Both",
                standing="helpdesk",
                email="both@two.example",
                phone=f"+493055591{number}",
                scope=Contact.Scope.ALL,
                by=SYSTEM,
                at=BOUGHT,
            )
            actions.add_member(
                contact=contact, user=someone.user, role=CustomerRole.HELPDESK_LEAD, by=SYSTEM, at=BOUGHT
            )
    assert someone
    visitor = person("lead of two customers", CustomerRole.HELPDESK_LEAD, chosen, someone)
    visitor.also = other
    session = visitor.client.session
    session["customer"] = str(chosen.one.customer.id)
    session.save()
    return visitor


def gone_from(estate: Estate) -> Iterator[Visitor]:
    """Those whose session is still open, and whose right to it has ended."""
    with serving(estate.one):
        for number, role in enumerate(CustomerRole):
            name = f"{estate.mark} gone{number}"
            parts = {"standing": Contact.Standing.PARTNER, "partner": _partner(estate)} if "partner" in role else {}
            someone = make_person(
                name, f"gone{number}@{estate.mark.lower()}.example", f"+4930555{number:03d}", role, **parts
            )
            yield_ = person(f"removed {role}", role, estate, someone, gone="removed member")
            actions.end_membership(membership=someone.membership, by=SYSTEM, at=AT)
            yield yield_
        someone = make_person(
            f"{estate.mark} ended", f"ended@{estate.mark.lower()}.example", "+4930555900", CustomerRole.HELPDESK_LEAD
        )
        visitor = person("ended contact", CustomerRole.HELPDESK_LEAD, estate, someone, gone="removed member")
        actions.end_contact(contact=someone.contact, by=SYSTEM, at=AT)
        yield visitor
        partner = actions.add_partner(
            name="Short", starts_at=BOUGHT, ends_at=AT - timedelta(hours=1), by=SYSTEM, at=BOUGHT
        )
        someone = make_person(
            f"{estate.mark} lapsed",
            f"lapsed@{estate.mark.lower()}.example",
            "+4930555901",
            CustomerRole.PARTNER_ENGINEER,
            standing=Contact.Standing.PARTNER,
            partner=partner,
        )
        yield person(
            "partner whose authority ended", CustomerRole.PARTNER_ENGINEER, estate, someone, gone="removed member"
        )


def _partner(estate: Estate) -> object:
    return estate.people["partner_engineer"].contact.partner


def staff(home: Estate, former: Estate) -> Iterator[Visitor]:
    """Each of the vendor's roles. Named ones are assigned to `home`, and were to `former`."""
    for role in StaffRole:
        someone = make_staff(f"{role.title().replace('_', '')} Vendor", role)
        visitor = Visitor(str(role), frozenset({str(role)}), VENDOR, home)
        visitor.client.force_login(someone.user)
        visitor.opens = None if role in OPENS_ANY_CUSTOMER else frozenset()
        if role in {StaffRole.REMOTE_EXPERT, StaffRole.SUPPORT_MANAGER, StaffRole.TECHNICAL_EXPERT}:
            visitor.opens = frozenset({home.mark})
            for estate, ends_at in ((home, None), (former, AT - timedelta(hours=1))):
                with serving(estate.one):
                    actions.assign(
                        customer=estate.one.customer,
                        user=someone.user,
                        role=role,
                        starts_at=BOUGHT,
                        ends_at=ends_at,
                        by=SYSTEM,
                        at=BOUGHT,
                    )
        yield visitor


def tokens_of(estate: Estate) -> Iterator[Visitor]:
    """A token with every scope, one of somebody who sees a site, one that was revoked, one that ran out."""
    lead = estate.people["helpdesk_lead"].actor
    scopes = frozenset({TOKEN, *_scopes()})
    with serving(estate.one):
        part = actions.make_token(name="part", contact=estate.people["site"].contact, by=lead, at=AT)
        expired = actions.make_token(name="old", expires_at=AT - timedelta(days=1), by=lead, at=BOUGHT)
        gone = make_person(
            f"{estate.mark} tokened",
            f"tokened@{estate.mark.lower()}.example",
            "+4930555902",
            CustomerRole.HELPDESK_LEAD,
        )
        revoked = actions.make_token(name="gone", contact=gone.contact, by=lead, at=AT)
        actions.end_contact(contact=gone.contact, by=SYSTEM, at=AT)
    yield token_of(estate)
    yield Visitor("token, site only", scopes, CUSTOMER, estate, headers=_bearer(part.text), site=FIRST)
    yield Visitor("expired token", scopes, CUSTOMER, estate, headers=_bearer(expired.text), gone="ended token")
    yield Visitor(
        "token of a contact who left", scopes, CUSTOMER, estate, headers=_bearer(revoked.text), gone="ended token"
    )


def token_of(estate: Estate) -> Visitor:
    """The customer's own system, with every scope."""
    text = estate.first("token_text").value
    return Visitor("token", frozenset({TOKEN, *_scopes()}), CUSTOMER, estate, headers=_bearer(text))


def vendor_system(home: Estate) -> Visitor:
    """A system of the vendor, which names the customer that it asks for."""
    text = actions.make_vendor_token(name="test", kind="integration", by=SYSTEM, at=AT).text
    headers = _bearer(text) | {"Voorrang-Customer": home.code}
    return Visitor(VENDOR_TOKEN, frozenset({VENDOR_TOKEN}), VENDOR, home, headers=headers, opens=frozenset({home.mark}))


def nobody(home: Estate) -> Visitor:
    return Visitor(NOBODY, frozenset({NOBODY}), OUTSIDE, home)


def _scopes() -> list[str]:
    from voorrang.accounts.scopes import TokenScope

    return [str(scope) for scope in TokenScope]


def _bearer(text: str) -> dict[str, str]:
    return {"Authorization": f"Bearer {text}"}
