"""What else a customer has: offers and agreements, what was answered wrongly, its directory, notices, privacy, browsers."""

from datetime import timedelta
from decimal import Decimal
from typing import Any
from uuid import UUID

from tests.cast import AT, BOUGHT, OFFICE, PROGRAMME
from tests.contracts.agreements import terms
from tests.installed_base.fleet import fleet_file
from tests.walls.matrix.estate import ESTIMATES, FIRST, FLEET_HEADER, Estate, fleet_row
from voorrang.accounts.actions import admit_caller
from voorrang.accounts.actions.provisioning import save_group, save_user
from voorrang.accounts.caller_list.uploads import finish_list, keep_list
from voorrang.accounts.models import OpenSession
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.cases.actions import open_case
from voorrang.cases.file_links import link_to
from voorrang.cases.models import Case, CaseFile
from voorrang.charges.actions.estimates import Line, make_estimate, send_estimate
from voorrang.contracts.actions import Offer, QuotedLine, make_quote, send_quote
from voorrang.contracts.actions.agreement_drafts import ExclusionTerms, draft_agreement
from voorrang.contracts.actions.agreement_signing import sign_side
from voorrang.editions.store import hashes_at
from voorrang.entitlements.actions import choose, decide_request
from voorrang.entitlements.claim import Claim
from voorrang.entitlements.finding import find_redress, standing_decisions
from voorrang.entitlements.models import Decision, Redress
from voorrang.installed_base.actions import import_fleet
from voorrang.notices.models import Comparison, Notice, Touch
from voorrang.privacy.erasure import request_erasure
from voorrang.privacy.holds import place_hold

DAY = timedelta(days=1)


def compared() -> Comparison:
    """Return a comparison of two editions: it is the vendor's, and shows each customer to those who may open it."""
    hashes = hashes_at(PROGRAMME, AT)
    made: Comparison = Comparison.objects.create(
        programme=PROGRAMME, before=hashes, after=hashes, starts_at=AT + 90 * DAY, asked_at=AT, customers=3
    )
    return made


def add_belongings(estate: Estate, comparison: Comparison) -> None:
    """Give the selected customer all that it has beside places, people, fleet, cases and keys."""
    _quotes(estate)
    _agreements(estate)
    _wronged(estate)
    _costs(estate)
    _callers(estate)
    _directory(estate)
    _told(estate, comparison)
    _privacy(estate)
    _browser(estate)
    case_file = CaseFile.objects.order_by("id").first()
    assert case_file
    estate.add("signed_link", link_to(case_file, AT).signed())


def _quotes(estate: Estate) -> None:
    """A quote that the customer can accept, and one that is not sent yet."""
    for is_sent, years in ((True, 8), (False, 12)):
        lines = [QuotedLine("U80M8E", 12_000), QuotedLine("U1PB4E", 1_200)]
        offer = Offer(lines=lines, starts_at=BOUGHT + years * 365 * DAY)
        quote = make_quote(offer=offer, estimates=ESTIMATES, by=OFFICE, at=AT)
        assert quote.stands, quote.reasons
        if is_sent:
            send_quote(quote=quote, by=OFFICE, at=AT)
        estate.add("quote", quote.number)
        estate.add("quote_id", quote.id)


def _agreements(estate: Estate) -> None:
    """One that holds, one that waits for the customer's signature, and a draft."""
    periods = ((AT, AT + 100 * DAY), (AT + 100 * DAY, AT + 200 * DAY), (AT + 200 * DAY, None))
    sides = (OFFICE, estate.people["helpdesk_lead"].actor)
    for signatures, (starts_at, ends_at) in zip((2, 1, 0), periods, strict=True):
        left_out = ExclusionTerms(kinds=("laptop",), reason=f"{estate.mark} swaps them")
        said = terms(starts_at=starts_at, ends_at=ends_at, exclusions=(left_out,))
        made = draft_agreement(terms=said, by=OFFICE, at=AT)
        for by in sides[:signatures]:
            sign_side(agreement=made, revision=made.revision, by=by, at=AT)
        estate.add("agreement", made.number)
    estate.add("version", 1)


def _wronged(estate: Estate) -> None:
    """A claim that was refused; then a file says that the unit was covered all along."""
    serial = f"{estate.mark}1X05"
    engineer = estate.people["helpdesk_engineer"]
    claim = Claim(contact=engineer.contact, devices=(serial,), language="de", self_diagnosis={"found": "dead"})
    decide_request(claim=claim, door="portal", by=engineer.actor, at=AT)
    file = fleet_file(fleet_row(serial), header=FLEET_HEADER, name=f"{estate.mark}.csv")
    report = import_fleet(file=file, dry_run=False, create_places=False, by=SYSTEM, at=AT)
    assert not report.is_refused, report.errors
    find_redress(decisions=standing_decisions(), by=SYSTEM, at=AT)
    estate.add("redress", Redress.objects.get().id)


def _costs(estate: Estate) -> None:
    """Work that is to be paid: an estimate that waits for consent, and a draft."""
    manager = Actor(kind="user", id=UUID(int=8), side="vendor", role="support_manager")
    engineer = estate.people["helpdesk_engineer"]
    serial = f"{estate.mark}1X06"
    row = fleet_row(serial).replace("2024-06-01;2027-05-31", "2023-03-01;2026-02-18")
    file = fleet_file(row, header=FLEET_HEADER, name=f"{estate.mark}.csv")
    report = import_fleet(file=file, dry_run=False, create_places=False, by=SYSTEM, at=BOUGHT)
    assert not report.is_refused, report.errors
    claim = Claim(contact=engineer.contact, devices=(serial,), language="de", self_diagnosis={"found": "dead"})
    asked = decide_request(claim=claim, door="portal", by=engineer.actor, at=AT)
    decision = Decision.objects.get(id=asked.decision_id)
    chosen = choose(decision=decision, choice="charge", reason="Agreed.", by=manager, at=AT)
    said: dict[str, Any] = {"title": f"{estate.mark}1X board", "impact": "site", "language": "de", "door": "desk"}
    case = open_case(recorded=chosen, **said, by=manager, at=AT)
    for is_sent in (True, False):
        cost = make_estimate(
            case=case,
            lines=[Line("labour", f"{estate.mark} work", Decimal(1), price=Decimal(90), reason="List price")],
            currency="EUR",
            language="de",
            text=f"{estate.mark} board",
            valid_until=AT + 90 * DAY,
            by=manager,
            at=AT,
        )
        if is_sent:
            send_estimate(estimate=cost, by=manager, at=AT)
        estate.add("cost", cost.id, FIRST)
    estate.add("cost_case", case.id, FIRST)
    estate.add("case", case.id, FIRST, Case.objects.get(id=case.id).version)


def _callers(estate: Estate) -> None:
    """A caller list that waits, one that was taken in, and somebody who was let in by phone."""
    by = estate.people["helpdesk_lead"].actor
    for name, is_taken in (("old", True), ("new", False)):
        mail = f"{name}@{estate.mark}.example".lower()
        upload = keep_list(
            file_name=f"{estate.mark}.csv",
            content=f"name;email\n{estate.mark} {name};{mail}\n".encode(),
            ends_missing=False,
            invites=False,
            by=by,
            at=AT,
        )
        estate.add("caller_import" if is_taken else "caller_list", upload.id)
        if is_taken:
            finish_list(upload=upload, by=by, at=AT)
    admitted = admit_caller(
        name=f"{estate.mark} caller",
        number="+4915112345678",
        reason=f"{estate.mark} is new",
        days=5,
        helpdesk_id=estate.one.helpdesk.id,
        by=OFFICE,
        at=AT,
    )
    estate.add("admission", admitted.id)


def _directory(estate: Estate) -> None:
    """A person and a group that the customer's directory keeps."""
    mark, by = estate.mark, estate.people["helpdesk_lead"].actor
    facts: dict[str, Any] = {"user_name": f"{mark}dir@{mark}.example".lower(), "given_name": mark, "active": True}
    person = save_user(user=None, facts=facts, by=by, at=AT)
    group = save_group(group=None, display_name=f"{mark} Choir", external_id="", members=[person], by=by, at=AT)
    estate.add("directory_person", person.id)
    estate.add("directory_group", group.id)
    estate.add("directory_name", f'userName eq "{person.user_name}"')
    estate.add("directory_group_name", f'displayName eq "{group.display_name}"')


def _told(estate: Estate, comparison: Comparison) -> None:
    """A notice that it has got, and one that the vendor's people still write."""
    customer = estate.one.customer
    bought = {"contract": estate.first("contract").value, "tiers": ["PM"], "ends_at": (AT + 900 * DAY).isoformat()}
    Touch.objects.create(
        comparison=comparison, customer=customer, kinds=["terms"], facts={"terms": [bought]}, looked_at=AT
    )
    for change, words, approved_at in (("draft", f"{estate.mark}NX words", None), ("sent", f"{estate.mark} terms", AT)):
        notice = Notice.objects.create(
            customer=customer,
            change=change,
            comparison=comparison,
            language="en",
            text=words,
            due_at=AT + 30 * DAY,
            effective_at=AT + 90 * DAY,
            drafted_at=AT,
            approved_at=approved_at,
        )
        estate.add("notice", notice.id)
    estate.add("comparison", comparison.id)


def _privacy(estate: Estate) -> None:
    """A hold on a case, and a request to erase somebody who has nothing to do with it."""
    hold = place_hold(
        customer=estate.one.customer,
        subject_kind="case",
        subject_id=Case.objects.order_by("id").values_list("id", flat=True)[0],
        reason=f"{estate.mark}NX court",
        by=OFFICE,
        at=AT,
    )
    asked = request_erasure(
        contact=estate.one.end_user, reason=f"{estate.mark} has left", by=estate.people["helpdesk_lead"].actor, at=AT
    )
    estate.add("hold", hold.id)
    estate.add("erasure", asked.id)


def _browser(estate: Estate) -> None:
    """The engineer is signed in elsewhere, too."""
    user = estate.people["helpdesk_engineer"].user
    key = f"{estate.mark.lower()}session"
    made = OpenSession.objects.create(user=user, session_key=key, started_at=AT, seen_at=AT)
    estate.add("session", made.id)
