"""A request for several devices gets the best of their outcomes, and a warning about the rest."""

from tests.rules.world import LAPTOP, PC_CONTRACT, PRINTER, UNCOVERED, ask, codes, reason_of


def test_the_best_counts_and_the_rest_is_counted() -> None:
    decision = ask(UNCOVERED, LAPTOP, PRINTER._replace(country="RO"))
    assert decision.outcome == "entitled"
    assert [device.outcome for device in decision.devices] == ["refused", "entitled", "base_warranty"]
    assert reason_of(decision, "some_devices_not_covered").facts == {"count": 2, "of": 3}


def test_devices_come_in_order_of_their_serials() -> None:
    refs = [device.ref for device in ask(PRINTER, UNCOVERED, LAPTOP).devices]
    assert refs == sorted(refs)


def test_reasons_say_which_device_they_speak_of() -> None:
    decision = ask(UNCOVERED, LAPTOP)
    assert "cover_ended" in codes(decision, UNCOVERED.ref)
    assert "cover_ended" not in codes(decision, LAPTOP.ref)


def test_all_alike_needs_no_warning() -> None:
    assert "some_devices_not_covered" not in codes(ask(LAPTOP, PRINTER))


def test_a_missing_contract_is_told_once_for_its_scope() -> None:
    decision = ask(LAPTOP, LAPTOP._replace(ref="SECOND"), contracts=())
    assert [reason.code for reason in decision.reasons].count("contract_absent") == 1


def test_the_request_is_capped_by_its_duties() -> None:
    decision = ask(LAPTOP, UNCOVERED, self_diagnosis=False, contracts=(PC_CONTRACT,))
    assert decision.outcome == "conditional"
