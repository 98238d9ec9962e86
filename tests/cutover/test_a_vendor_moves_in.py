"""Customers, people, contracts and agreements come in from elsewhere: all of a customer or none, as often as one likes."""

from datetime import UTC, datetime
from pathlib import Path

import pytest

from tests.cast import AT, OFFICE
from tests.cutover.files import EXAMPLE, example, only, refused, states, taken
from tests.support.mails import delivered
from voorrang.accounts.models import Contact, Customer, Site
from voorrang.audit.models import Entry
from voorrang.contracts.models import ActivationStep, Agreement, Contract, ContractScope, Promise
from voorrang.contracts.queries import scopes_in_force
from voorrang.cutover.models import Brought
from voorrang.lib.tenancy import customer_selected, on_side

pytestmark = pytest.mark.django_db


def customer(code: str) -> Customer:
    return Customer.objects.get(code=code)


def test_the_example_comes_in() -> None:
    done = taken(EXAMPLE)
    assert {code: one.is_refused for code, one in done.items()} == {"ROOS": False, "TIDE": False}
    with on_side("vendor"), customer_selected(customer("ROOS").id):
        assert Site.objects.count() == 2
        partner_engineer = Contact.objects.get(email="joris@kruimel.example")
        assert (partner_engineer.partner.name, partner_engineer.country) == ("Kruimel ICT", "NL")
        [scope] = scopes_in_force(AT)
        assert (scope.tier, scope.quantity) == ("PA", 300)
        assert (scope.starts_at, scope.ends_at) == (datetime(2025, 6, 10, tzinfo=UTC), datetime(2028, 6, 1, tzinfo=UTC))
    with on_side("vendor"), customer_selected(customer("TIDE").id):
        assert Agreement.objects.get().number == "AGR-7"
        assert set(Promise.objects.values_list("kind", "seconds", "calendar_key")) == {
            ("response", 14_400, "working_hours/Europe/London"),
            ("resolution", 172_800, ""),
        }


def test_a_dry_run_tells_the_same_and_leaves_nothing() -> None:
    tried = taken(EXAMPLE, dry_run=True)
    assert not Customer.objects.filter(code__in=["ROOS", "TIDE"]).exists()
    done = taken(EXAMPLE)
    assert {code: one.counts() for code, one in tried.items()} == {code: one.counts() for code, one in done.items()}


def test_the_same_again_changes_nothing() -> None:
    taken(EXAMPLE)
    with on_side("vendor"), customer_selected(customer("ROOS").id):
        before = Entry.objects.count()
    assert {state for one in taken(EXAMPLE).values() for state in states(one)} == {"unchanged"}
    with on_side("vendor"), customer_selected(customer("ROOS").id):
        assert Entry.objects.count() == before
        assert Contract.objects.count() == 1


def test_what_changed_elsewhere_is_corrected_here() -> None:
    taken(EXAMPLE)
    people = (EXAMPLE / "contacts.csv").read_text(encoding="utf-8").replace("Anouk Bakker", "Anouk Bakker-Smit")
    done = taken(example(contacts=people))["ROOS"]
    assert done.counts() | {"unchanged": 0} == {"new": 0, "changed": 1, "unchanged": 0, "refused": 0, "held": 0}
    with on_side("vendor"), customer_selected(customer("ROOS").id):
        assert Contact.objects.get(email="anouk@roos.example").name == "Anouk Bakker-Smit"
        assert Entry.objects.get(type="contact.corrected").fields == ["name"]


def test_one_wrong_row_holds_its_customer_back_and_no_other() -> None:
    sites = (EXAMPLE / "sites.csv").read_text(encoding="utf-8").replace("Europe/Brussels", "Europe/Brussel")
    done = taken(example(sites=sites))
    assert refused(done["ROOS"]) == [("sites", 3, "zone")]
    assert states(done["ROOS"]) == {"refused", "held"}
    assert not Customer.objects.filter(code="ROOS").exists()
    assert Customer.objects.filter(code="TIDE").exists()


@pytest.mark.parametrize(
    ("was", "typed", "says"),
    [
        ("U80M6E", "U80M6X", "U80M6E"),  # an article that is nearly right is proposed
        ("2028-05-31", "2031-05-31", "2028-05-31"),  # nobody gets more than the article buys
        ("2028-05-31", "2024-05-31", ""),
    ],
)
def test_a_contract_that_the_programme_does_not_take_is_refused_like_an_order(was: str, typed: str, says: str) -> None:
    rows = (EXAMPLE / "contracts.csv").read_text(encoding="utf-8").replace(was, typed)
    done = taken(example(contracts=rows))["ROOS"]
    [problem] = only(done, "contracts").problems
    assert says in f"{problem.message} {problem.cure}"
    assert problem.cure
    assert not Customer.objects.filter(code="ROOS").exists()


def test_a_contract_that_came_in_stands() -> None:
    taken(EXAMPLE)
    rows = (EXAMPLE / "contracts.csv").read_text(encoding="utf-8").replace(",300,", ",400,")
    done = taken(example(contracts=rows))["ROOS"]
    assert refused(done) == [("contracts", 2, "number")]
    with on_side("vendor"), customer_selected(customer("ROOS").id):
        assert ContractScope.objects.get().quantity == 300
        assert Brought.objects.get(kind="contracts").number == "OLD-4711"


def test_a_changed_agreement_is_its_next_version() -> None:
    taken(EXAMPLE)
    rows = (EXAMPLE / "agreements.json").read_text(encoding="utf-8").replace("240", "120")
    assert "changed" in states(taken(example(agreements=rows))["TIDE"])
    with on_side("vendor"), customer_selected(customer("TIDE").id):
        assert list(Agreement.objects.order_by("version").values_list("version", flat=True)) == [1, 2]


def test_nobody_is_mailed_and_nobody_reminded() -> None:
    taken(EXAMPLE)
    assert delivered() == []
    with on_side("vendor"), customer_selected(customer("ROOS").id):
        assert not ActivationStep.objects.exclude(remind_at=None).exists()


def test_the_trail_says_that_it_was_the_cut_over_and_who() -> None:
    taken(EXAMPLE)
    with on_side("vendor"), customer_selected(customer("ROOS").id):
        [whole] = Entry.objects.filter(type="customer.cut_over")
        assert (whole.actor_id, whole.at) == (OFFICE.id, AT)
        kinds = set(Entry.objects.filter(type="cutover.brought").values_list("subject_kind", flat=True))
    assert kinds == {"affiliates", "sites", "partners", "contacts", "contracts"}


def test_rows_may_come_in_any_order_and_files_may_be_missing(tmp_path: Path) -> None:
    taken(EXAMPLE)
    (tmp_path / "sites.csv").write_text(
        "zone,name,code,affiliate,country,customer\nEurope/Paris,Four,LIL,BE01,FR,roos\n", encoding="utf-8"
    )
    assert states(taken(tmp_path)["ROOS"]) == {"new"}
