"""The caller list as a file: compared first, taken in whole, taken back as one step."""

from dataclasses import asdict
from datetime import timedelta
from typing import Any

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from tests.cast import AT, Cast, StandingCast, make_person, serving
from voorrang.accounts import actions
from voorrang.accounts.caller_list.planning import ListPlan
from voorrang.accounts.caller_list.taking_in import ListBuiltUpon, ListUndone, take_back
from voorrang.accounts.caller_list.uploads import finish_list, keep_list, try_list
from voorrang.accounts.jobs import invite_listed
from voorrang.accounts.models import Contact, ContactImport, ContactVersion, Membership
from voorrang.accounts.queries import contacts, open_invitations
from voorrang.lib.jobs import JobContext

HEADER = "name;email;phone;standing;scope;role"
LATER = AT + timedelta(hours=1)


@pytest.fixture
def one(cast: StandingCast) -> Cast:
    """Gemeente Nieuwstad with its lead, an engineer and an end user."""
    return cast.access


def sheet(*rows: str, header: str = HEADER) -> bytes:
    return "\r\n".join((header, *rows)).encode()


def plan(one: Cast, content: bytes, *, ends_missing: bool = False) -> ListPlan:
    with serving(one):
        upload = keep_list(
            file_name="list.csv", content=content, ends_missing=ends_missing, invites=False, by=one.lead.actor, at=AT
        )
        return try_list(upload, by=one.lead.actor, at=AT)


def take(one: Cast, content: bytes, *, ends_missing: bool = False, invites: bool = False, at: Any = AT) -> ListPlan:
    with serving(one):
        upload = keep_list(
            file_name="list.csv", content=content, ends_missing=ends_missing, invites=invites, by=one.lead.actor, at=at
        )
        return finish_list(upload=upload, by=one.lead.actor, at=at)


def as_listed(one: Cast) -> str:
    return f"{one.lead.contact.name};{one.lead.contact.email};{one.lead.contact.phone};helpdesk;all;helpdesk_lead"


def names(one: Cast, at: Any = LATER) -> set[str]:
    with serving(one):
        return set(contacts(at).values_list("name", flat=True))


def told(found: ListPlan) -> str:
    return " ".join(str(one) for one in found.errors)


def test_a_dry_run_tells_new_changed_unchanged_and_removed(one: Cast) -> None:
    found = plan(
        one,
        sheet(
            as_listed(one),
            f"Hanna Anders;{one.engineer.contact.email};{one.engineer.contact.phone};;;",
            "Nina Nieuw;nina@nieuw.example;;;;",
        ),
        ends_missing=True,
    )
    assert not found.is_refused, told(found)
    assert [len(found.new), len(found.changed), found.unchanged, len(found.ended)] == [1, 1, 1, 1]
    assert found.changed[0].fields == [("name", "Hanna Help", "Hanna Anders")]
    assert "Nina Nieuw" not in names(one)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252"])
@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_encodings_and_delimiters(one: Cast, encoding: str, delimiter: str) -> None:
    text = "phone;name;mail\r\n+31201230000;Zoë Çelik;zoe@nieuw.example".replace(";", delimiter)
    take(one, text.encode(encoding))
    assert "Zoë Çelik" in names(one)


@pytest.mark.parametrize(
    ("row", "field", "cure"),
    [
        (";x@nieuw.example;;;;", "name", "Write the person's name"),
        ("X;;;;;", "phone", "Give one"),
        ("X;no address;;;;", "email", "name@company.example"),
        ("X;x@nieuw.example;;helpdsk;;", "standing", "Did you mean helpdesk?"),
        ("X;x@nieuw.example;;partner;;", "partner", "Name the partner"),
        ("X;x@nieuw.example;;;site;", "site", "Name the site"),
        ("X;x@nieuw.example;;;;boss", "role", "Use one of"),
        ("X;;+31201230009;;;helpdesk_lead", "email", "leave the cell for role empty"),
        ("X;x@nieuw.example", "", "as many cells"),
        ("X" * 121 + ";x@nieuw.example;;;;", "name", "Shorten it"),
    ],
)
def test_what_is_wrong_names_row_field_and_cure(one: Cast, row: str, field: str, cure: str) -> None:
    found = take(one, sheet("Nina Nieuw;nina@nieuw.example;;;;", row))
    assert [(flaw.line, flaw.field) for flaw in found.errors] == [(3, field)]
    assert cure in found.errors[0].cure
    assert "Nina Nieuw" not in names(one), "all or nothing"


def test_somebody_twice_is_told(one: Cast) -> None:
    found = plan(one, sheet("Nina;nina@nieuw.example;;;;", "Nina N;NINA@nieuw.example;;;;"))
    assert "same person as line 2" in told(found)


def test_nobody_removes_itself_or_the_last_lead(one: Cast) -> None:
    gone = plan(one, sheet("Nina Nieuw;nina@nieuw.example;;;;"), ends_missing=True)
    assert {flaw.code for flaw in gone.errors} == {"removes_itself", "last_lead"}
    demoted = plan(one, sheet(as_listed(one).replace("helpdesk_lead", "executive")))
    assert {flaw.code for flaw in demoted.errors} == {"own_role", "last_lead"}


def test_another_lead_may_go_while_one_stays(one: Cast) -> None:
    with serving(one):
        second = make_person("Willem Tweede", "willem@nieuw.example", "+31201234777", "helpdesk_lead")
    take(one, sheet(as_listed(one)), ends_missing=True)
    assert names(one) == {one.lead.contact.name}
    with serving(one):
        assert not Membership.objects.filter(user=second.user, ends_at=None).exists()


def test_a_move_by_the_list_keeps_the_history(one: Cast) -> None:
    row = f"Hanna Help;{one.engineer.contact.email};{one.site.code};site"
    take(one, sheet(row, header="name;email;site;scope"), at=LATER)
    with serving(one):
        was, now = ContactVersion.objects.filter(contact=one.engineer.contact).order_by("starts_at")
        assert (was.scope, was.ends_at) == ("all", LATER)
        assert (now.scope, now.site, now.recorded_by) == ("site", one.site, one.lead.user.id)


def test_the_role_of_a_member_changes_at_once(one: Cast) -> None:
    contact = one.engineer.contact
    take(one, sheet(f"Hanna Help;{contact.email};;;;customer_auditor", header=HEADER), at=LATER)
    with serving(one):
        assert Membership.objects.get(contact=contact, ends_at=None).role == "customer_auditor"


def test_invitations_go_only_when_asked_for_and_by_jobs(one: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[Any] = []
    monkeypatch.setattr(
        type(invite_listed),
        "enqueue",
        lambda _job, **given: asked.extend([given["people"]] if "people" in given else []),
    )
    row = "Nina Nieuw;nina@nieuw.example;;;;helpdesk_engineer"
    take(one, sheet(row))
    assert asked == []
    take(one, sheet(row), invites=True)
    assert asked == [[["nina@nieuw.example", "helpdesk_engineer"]]]
    context = JobContext(one.customer.id, asdict(one.lead.actor), AT, AT)
    with serving(one):
        for _again in range(2):
            invite_listed.function(context, people=asked[0])
        assert open_invitations(AT).filter(role="helpdesk_engineer").count() == 1


def test_it_is_taken_back_as_one_step(one: Cast) -> None:
    with serving(one):
        before = [tuple(row) for row in contacts(AT).values_list("id", "name", "scope")]
    take(
        one,
        sheet(as_listed(one), f"Hanna X;{one.engineer.contact.email};;;own;", "Nina;nina@nieuw.example;;;;"),
        ends_missing=True,
    )
    with serving(one):
        batch = ContactImport.objects.get()
        assert take_back(batch=batch, by=one.lead.actor, at=LATER) == 3
        assert [tuple(row) for row in contacts(LATER).values_list("id", "name", "scope")] == before
        with pytest.raises(ListUndone):
            take_back(batch=batch, by=one.lead.actor, at=LATER)


def test_what_others_have_built_upon_is_not_taken_back(one: Cast) -> None:
    take(one, sheet("Nina;nina@nieuw.example;;;;"))
    with serving(one):
        nina = Contact.objects.get(email="nina@nieuw.example")
        actions.change_contact(contact=nina, facts={"scope": "own"}, by=one.lead.actor, at=LATER)
        with pytest.raises(ListBuiltUpon):
            take_back(batch=ContactImport.objects.get(), by=one.lead.actor, at=LATER)


def test_ten_times_the_rows_take_few_more_statements(one: Cast) -> None:
    counts = []
    for start, many in ((0, 200), (1000, 2000)):
        rows = [f"Person {n};p{n}@nieuw.example;;;;" for n in range(start, start + many)]
        with CaptureQueriesContext(connection) as met:
            take(one, sheet(*rows))
        counts.append(len(met))
    assert counts[1] - counts[0] <= 4, counts


def test_a_file_over_the_limit_is_refused_with_the_limit(one: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("voorrang.accounts.caller_list.reading.MOST_ROWS", 3)
    found = plan(one, sheet(*(f"P{n};p{n}@nieuw.example;;;;" for n in range(5))))
    assert "more than 3 rows" in told(found)
    assert "Split it" in told(found)
