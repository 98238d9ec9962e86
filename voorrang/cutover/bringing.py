"""Taking one customer's rows in, through the actions that any door uses. The caller decides whether it stays."""

import hashlib
import json
from collections.abc import Callable, Sequence
from datetime import datetime
from itertools import groupby
from typing import Any
from uuid import UUID

from django.utils.translation import get_language
from django.utils.translation import gettext as _

from voorrang.accounts import actions as accounts
from voorrang.accounts.actions.corrections import correct
from voorrang.accounts.models import Affiliate, Contact, Customer, Partner, Site
from voorrang.accounts.phones import e164
from voorrang.accounts.queries import contact_by_email
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts import actions as contracting
from voorrang.contracts.models import Contract
from voorrang.contracts.queries import steps_of
from voorrang.contracts.stored_reasons import stored_reasons
from voorrang.cutover.cells import Cells, Wrong
from voorrang.cutover.columns import AGREEMENTS, CONTACTS, CONTRACTS
from voorrang.cutover.models import Brought
from voorrang.cutover.report import Result, Row, State
from voorrang.rules.explain import explain
from voorrang.rules.periods import add_years
from voorrang.rules.programme import Programme

_KINDS = ("response", "update", "resolution")
_ALWAYS = "always"


class Bringing:
    """Takes the rows of the selected customer in. Lives for one customer."""

    def __init__(self, customer: Customer, programme: Programme, by: Actor, at: datetime) -> None:
        self.customer, self.programme, self.by, self.at = customer, programme, by, at

    def take(self, rows: Sequence[Row]) -> list[Result]:
        """Take rows in, file by file. Rows of one contract or agreement stand and fall together."""
        results: list[Result] = []
        for sheet, some in groupby(rows, key=lambda row: row.sheet):
            if sheet in {CONTRACTS.name, AGREEMENTS.name}:
                results += self._numbered(sheet, list(some))
            else:
                results += [self._one(row) for row in some]
        return results

    def _one(self, row: Row) -> Result:
        make: Callable[[Cells], tuple[State, UUID]] = getattr(self, f"_{row.sheet}")
        try:
            state, object_id = make(Cells(row.data))
        except Wrong as wrong:
            return Result(row, "refused", (wrong.problem,))
        if state in {"new", "changed"}:
            self._note(row.sheet, object_id, row.data.get("number", ""))
        return Result(row, state)

    def _numbered(self, sheet: str, rows: list[Row]) -> list[Result]:
        results = []
        by_number: dict[str, list[Row]] = {}
        for row in rows:
            by_number.setdefault(row.data["number"], []).append(row)
        for number, some in by_number.items():
            make: Callable[[str, list[Row]], State] = getattr(self, f"_{sheet}")
            try:
                state = make(number, some)
            except Wrong as wrong:
                results += [Result(row, "refused", (wrong.problem,)) for row in some]
            else:
                results += [Result(row, state) for row in some]
        return results

    def _affiliates(self, cells: Cells) -> tuple[State, UUID]:
        values = {"name": cells.text("name"), "country": cells.country("country")}
        code = cells.text("code", 32)
        known = Affiliate.objects.filter(code=code).first()
        if known is None:
            return "new", accounts.add_affiliate(code=code, **values, by=self.by, at=self.at).id
        return self._corrected(known, values)

    def _sites(self, cells: Cells) -> tuple[State, UUID]:
        affiliate = Affiliate.objects.filter(code=cells.text("affiliate", 32)).first()
        if affiliate is None:
            raise Wrong(
                _("No affiliate has this code."), _("Add it to affiliates.csv, or correct the code."), "affiliate"
            )
        code = cells.text("code", 32)
        values = {"name": cells.text("name"), "country": cells.country("country"), "zone": cells.zone("zone")}
        known = Site.objects.filter(code=code).first()
        if known is None:
            site = accounts.add_site(affiliate=affiliate, code=code, **values, by=self.by, at=self.at)
            return "new", site.id
        return self._corrected(known, {**values, "affiliate_id": affiliate.id})

    def _partners(self, cells: Cells) -> tuple[State, UUID]:
        name, starts_at, ends_at = cells.text("name"), cells.first_day("starts_on"), cells.last_day("ends_on")
        if starts_at is not None and ends_at is not None and ends_at <= starts_at:
            raise Wrong(_("The last day lies before the first."), _("Correct one of the two."), "ends_on")
        known = Partner.objects.filter(name=name).first()
        if known is None:
            made = accounts.add_partner(
                name=name, starts_at=starts_at or self.at, ends_at=ends_at, by=self.by, at=self.at
            )
            return "new", made.id
        return self._corrected(known, {"starts_at": starts_at, "ends_at": ends_at})

    def _contacts(self, cells: Cells) -> tuple[State, UUID]:
        values = self._contact_values(cells)
        number = cells.text("number")
        known = self._known_contact(number, values["email"])
        if known is None:
            try:
                contact = accounts.add_contact(**values, by=self.by, at=self.at)
            except accounts.ContactIncomplete as error:
                message = _("A person with this standing or scope needs it.")
                raise Wrong(message, _("Fill the cell in."), error.field) from error
            return "new", contact.id
        if known.ended_at is not None:
            raise Wrong(_("This person was ended here."), _("Leave the row out, or add the person by hand."), "email")
        site, partner = values.pop("site"), values.pop("partner")
        values |= {"site_id": site.id if site else None, "partner_id": partner.id if partner else None}
        phone = values["phone"]
        values["phone"] = e164(phone, values["country"] or self.customer.head_office_country) if phone else ""
        return self._corrected(known, values)

    def _contact_values(self, cells: Cells) -> dict[str, Any]:
        site, partner = cells.text("site", 32), cells.text("partner")
        found_site = Site.objects.filter(code=site).first() if site else None
        found_partner = Partner.objects.filter(name=partner).first() if partner else None
        if site and found_site is None:
            raise Wrong(_("No site has this code."), _("Add it to sites.csv, or correct the code."), "site")
        if partner and found_partner is None:
            raise Wrong(_("No partner has this name."), _("Add it to partners.csv, or correct the name."), "partner")
        return {
            "name": cells.text("name"),
            "email": cells.email("email"),
            "phone": cells.text("phone", 32),
            "standing": cells.one_of("standing", Contact.Standing.values),
            "scope": cells.one_of("scope", Contact.Scope.values, Contact.Scope.OWN),
            "site": found_site,
            "country": cells.country("country"),
            "partner": found_partner,
            "language": cells.one_of("language", self.programme.coverage.languages, self.customer.language),
        }

    def _known_contact(self, number: str, email: str) -> Contact | None:
        brought = Brought.objects.filter(kind=CONTACTS.name, number=number).first() if number else None
        if brought is not None:
            known: Contact | None = Contact.objects.filter(id=brought.object_id).first()
            return known
        return contact_by_email(email, self.at)

    def _contracts(self, number: str, rows: list[Row]) -> State:
        if (brought := self._unchanged(CONTRACTS.name, number, rows)) is not None:
            if brought:
                return "unchanged"
            cure = _("A contract stands as it was bought. Change it at the desk: upgrade, true-up or cancellation.")
            raise Wrong(_("This contract was taken in before, with other rows."), cure, "number")
        first = Cells(rows[0].data)
        starts_at, ends_at, activated_at = _period(first, rows)
        articles = {cells.text("article", 40).upper(): cells.number("quantity") for cells in _cells(rows)}
        terms = [
            add_years(starts_at, known.term_years) for one in articles if (known := self.programme.articles.get(one))
        ]
        whole = all(end == ends_at for end in terms) and activated_at in {None, starts_at}
        # An end that was agreed elsewhere stays, also where the activation came later than the first day.
        agreed = None if whole else ends_at
        order = contracting.place_order(
            lines=list(articles.items()), starts_at=starts_at, ends_at=agreed, by=self.by, at=self.at
        )
        if not order.accepted:
            raise self._as_told(order.reasons)
        contract = Contract.objects.get(order=order)
        if activated_at is not None:
            contracting.activate(contract=contract, by=self.by, at=activated_at)
            for step in steps_of(contract):
                # It was done elsewhere: nobody is reminded of it.
                contracting.complete_step(step=step, by=self.by, at=self.at)
        self._keep(CONTRACTS.name, number, rows, contract.id)
        return "new"

    def _agreements(self, number: str, rows: list[Row]) -> State:
        brought = self._unchanged(AGREEMENTS.name, number, rows)
        if brought:
            return "unchanged"
        first = Cells(rows[0].data)
        starts_at, ends_at, _activated = _period(first, rows)
        promises = [self._promise(cells) for cells in _cells(rows)]
        agreement = contracting.sign_agreement(
            number=first.text("number", 32),
            starts_at=starts_at,
            ends_at=ends_at,
            promises=promises,
            by=self.by,
            at=self.at,
        )
        self._keep(AGREEMENTS.name, number, rows, agreement.id)
        return "new" if brought is None else "changed"

    def _promise(self, cells: Cells) -> contracting.PromiseTerms:
        hours, calendar_key = cells.data.get("hours", "") or _ALWAYS, ""
        if hours != _ALWAYS:
            cells.data["hours"] = hours
            calendar = contracting.store_working_hours(
                programme=self.programme, zone=cells.zone("hours"), by=self.by, at=self.at
            )
            calendar_key = calendar.key
        kind: Any = cells.one_of("kind", _KINDS)
        return contracting.PromiseTerms(
            kind=kind,
            seconds=cells.number("minutes") * 60,
            impact=cells.one_of("impact", ("one_person", "site", "company")),
            country=cells.country("country"),
            calendar_key=calendar_key,
        )

    def _as_told(self, reasons: Sequence[Any]) -> Wrong:
        language = get_language() or "en"
        told = [explain(reason, self.programme, language) for reason in stored_reasons(reasons)]
        flaws = [one for one in told if one.tone != "good"] or told
        text = " ".join(one.text for one in flaws)
        cure = next((one.cure for one in flaws if one.cure), "")
        return Wrong(text, cure or _("Correct the rows of this contract."), "article")

    def _corrected(self, row: Any, values: dict[str, Any]) -> tuple[State, UUID]:
        fields = correct(row, by=self.by, at=self.at, **values)
        return ("changed" if fields else "unchanged"), row.id

    def _unchanged(self, kind: str, number: str, rows: Sequence[Row]) -> bool | None:
        """Whether rows with this number came before and are the same; None when none did."""
        known = Brought.objects.filter(kind=kind, number=number).first()
        return None if known is None else known.fingerprint == _fingerprint(rows)

    def _keep(self, kind: str, number: str, rows: Sequence[Row], object_id: UUID) -> None:
        Brought.objects.update_or_create(
            customer=self.customer,
            kind=kind,
            number=number,
            defaults={"object_id": object_id, "fingerprint": _fingerprint(rows), "brought_at": self.at},
        )
        data = {"number": number}
        record("cutover.brought", subject_kind=kind, subject_id=object_id, by=self.by, at=self.at, data=data)

    def _note(self, kind: str, object_id: UUID, number: str) -> None:
        if number:
            Brought.objects.update_or_create(
                customer=self.customer,
                kind=kind,
                number=number,
                defaults={"object_id": object_id, "fingerprint": "", "brought_at": self.at},
            )
        record("cutover.brought", subject_kind=kind, subject_id=object_id, by=self.by, at=self.at)


def _period(first: Cells, rows: Sequence[Row]) -> tuple[datetime, datetime | None, datetime | None]:
    """Return start, end and activation, that all rows of a number must share. Raises `Wrong`."""
    for name in ("starts_on", "ends_on", "activated_on"):
        if len({row.data.get(name, "") for row in rows}) > 1:
            raise Wrong(
                _("Rows with one number have different days here."), _("Write the same day in all of them."), name
            )
    starts_at, ends_at = first.first_day("starts_on"), first.last_day("ends_on")
    activated_at = first.first_day("activated_on")
    if starts_at is None:
        raise Wrong(_("This cell is empty."), _("Fill it in."), "starts_on")
    if ends_at is not None and ends_at <= starts_at:
        raise Wrong(_("The last day lies before the first."), _("Correct one of the two."), "ends_on")
    return starts_at, ends_at, max(activated_at, starts_at) if activated_at else None


def _cells(rows: Sequence[Row]) -> list[Cells]:
    return [Cells(row.data) for row in rows]


def _fingerprint(rows: Sequence[Row]) -> str:
    """Name the content of rows; their order, and cells that are empty, play no part."""
    content = sorted(json.dumps({k: v for k, v in row.data.items() if v}, sort_keys=True) for row in rows)
    return hashlib.sha256("\n".join(content).encode()).hexdigest()
