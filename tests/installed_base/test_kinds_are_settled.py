"""A model whose kind nobody knows waits for an operator, who settles it once for all customers (E.8)."""

from datetime import timedelta

import pytest

from tests.cast import AT, Cast
from tests.installed_base.fleet import DESKTOP, take_in
from voorrang.audit.actor import SYSTEM
from voorrang.installed_base.actions import undo_import
from voorrang.installed_base.models import DeviceVersion, KindFrom, UnsettledModel
from voorrang.installed_base.queries import device_facts, fleet_counts
from voorrang.installed_base.settling import ModelNotUsable, apply_settled, customers_with, settle_model
from voorrang.lib.tenancy import customer_selected, on_side

NEXT_DAY = AT + timedelta(days=1)
STRANGE = DESKTOP.replace("EliteDesk 800 G9;desktop", "Frobnicator  9;unknown")


def settle(kind: str = "workstation", number: str = "6A1B2EA") -> None:
    with on_side("vendor"):
        settle_model(
            maker="HP",
            base_number=number,
            name="Frobnicator 9",
            kind=kind,
            commercial=True,
            note="read from the data sheet",
            by=SYSTEM,
            at=NEXT_DAY,
        )


def kinds(one: Cast) -> list[tuple[str, str]]:
    with customer_selected(one.customer.id):
        found = DeviceVersion.objects.filter(superseded_at=None, valid_until=None)
        return list(found.values_list("kind", "kind_from"))


def test_it_waits_on_the_operators_list_and_counts_for_nothing(rheinwerk: Cast) -> None:
    assert take_in(rheinwerk, STRANGE).unsettled == 1
    with on_side("vendor"):
        waiting = UnsettledModel.objects.get()
        assert (waiting.model, waiting.base_number, waiting.devices) == ("FROBNICATOR 9", "6A1B2EA", 1)
    with customer_selected(rheinwerk.customer.id):
        assert [count.kind for count in fleet_counts(AT)] == ["unknown"]
        (facts,) = device_facts(["CZC0000001"], AT)
    assert facts.known
    assert facts.kind is None


@pytest.mark.parametrize("number", ["6A1B2EA", ""])
def test_settled_by_number_or_by_name_the_devices_follow(rheinwerk: Cast, number: str) -> None:
    take_in(rheinwerk, STRANGE if number else STRANGE.replace("6A1B2EA#ABD", ""))
    with on_side("vendor"):
        assert customers_with("hp", number, "frobnicator 9") == [rheinwerk.customer.id]
    settle(number=number)
    with customer_selected(rheinwerk.customer.id):
        batch = apply_settled(customer_id=rheinwerk.customer.id, by=SYSTEM, at=NEXT_DAY)
        assert batch is not None
    assert kinds(rheinwerk) == [("workstation", KindFrom.RULING)]
    with on_side("vendor"):
        assert not UnsettledModel.objects.exists()
    with customer_selected(rheinwerk.customer.id):
        assert device_facts(["CZC0000001"], AT)[0].kind == "workstation"
        undo_import(batch=batch, by=SYSTEM, at=NEXT_DAY)
    assert kinds(rheinwerk)[0][0] == "unknown"


def test_the_next_list_of_any_customer_knows_it(rheinwerk: Cast) -> None:
    settle()
    assert take_in(rheinwerk, STRANGE, at=NEXT_DAY).unsettled == 0
    assert kinds(rheinwerk) == [("workstation", KindFrom.RULING)]


def test_what_a_list_tells_is_not_overruled(rheinwerk: Cast) -> None:
    take_in(rheinwerk, DESKTOP)
    settle()
    with customer_selected(rheinwerk.customer.id):
        assert apply_settled(customer_id=rheinwerk.customer.id, by=SYSTEM, at=NEXT_DAY) is None
    assert kinds(rheinwerk) == [("desktop", KindFrom.TOLD)]


def test_unknown_settles_nothing(rheinwerk: Cast) -> None:
    with pytest.raises(ModelNotUsable):
        settle("unknown")
