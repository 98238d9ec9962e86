"""Only helpdesk staff of the customer or of its authorised partner may contact the service (E.2, T1.3)."""

from tests.rules.world import (
    ERIC,
    HANNA,
    LAPTOP,
    NOW,
    OTTO,
    PETRA,
    UNA,
    UNCOVERED,
    ask,
    codes,
    day,
    goodwill,
    reason_of,
)
from voorrang.rules.facts import Caller


def test_hanna_of_the_helpdesk_is_heard() -> None:
    decision = ask(LAPTOP)
    assert decision.outcome == "entitled"
    assert {"caller_helpdesk", "pin_verified"} <= codes(decision)


def test_eric_the_end_user_is_sent_to_his_helpdesk() -> None:
    decision = ask(LAPTOP, caller=ERIC)
    assert decision.outcome == "refused"
    assert decision.reasons[0].code == "caller_end_user"


def test_erics_laptop_keeps_its_own_warranty() -> None:
    assert "base_warranty_stands" in codes(ask(LAPTOP, caller=ERIC), LAPTOP.ref)
    assert "base_warranty_stands" not in codes(ask(UNCOVERED, caller=ERIC))


def test_otto_the_outsider_is_refused() -> None:
    assert ask(LAPTOP, caller=OTTO).outcome == "refused"


def test_una_is_heard_on_condition_because_she_knows_the_pin() -> None:
    decision = ask(LAPTOP, caller=UNA)
    assert decision.outcome == "conditional"
    assert "caller_unlisted" in codes(decision)


def test_an_unlisted_caller_without_a_valid_pin_is_refused() -> None:
    for pin in ("not_given", "unknown", "revoked"):
        decision = ask(LAPTOP, caller=Caller("unlisted", pin))
        assert decision.outcome == "refused"
        assert "caller_unlisted_no_pin" in codes(decision)
    assert {"pin_revoked"} <= codes(ask(LAPTOP, caller=Caller("unlisted", "revoked")))
    assert {"pin_unknown"} <= codes(ask(LAPTOP, caller=Caller("unlisted", "unknown")))


def test_petra_of_the_partner_is_heard_while_her_authority_lasts() -> None:
    assert ask(LAPTOP, caller=PETRA).outcome == "entitled"
    assert ask(LAPTOP, caller=PETRA._replace(authority_ends_at=None)).outcome == "entitled"


def test_petra_is_refused_once_her_authority_has_ended() -> None:
    decision = ask(LAPTOP, caller=PETRA._replace(authority_ends_at=day("2026-03-01")))
    assert decision.outcome == "refused"
    assert reason_of(decision, "partner_authority_ended").facts == {"days": 4, "ended_on": "2026-02-28"}


def test_the_end_of_an_authority_is_exclusive() -> None:
    assert ask(LAPTOP, caller=PETRA._replace(authority_ends_at=NOW)).outcome == "refused"


def test_a_system_of_the_helpdesk_needs_no_pin() -> None:
    assert ask(LAPTOP, caller=Caller("token")).outcome == "entitled"


def test_a_known_helpdesk_with_a_wrong_pin_is_heard_on_condition() -> None:
    for pin in ("unknown", "revoked"):
        decision = ask(LAPTOP, caller=HANNA._replace(pin=pin))
        assert decision.outcome == "conditional"
        assert f"pin_{pin}" in codes(decision)


def test_an_exception_does_not_change_who_may_call_but_waits() -> None:
    decision = ask(LAPTOP, caller=ERIC, override=goodwill())
    assert decision.outcome == "refused"
    assert "override_waits_for_helpdesk" in codes(decision)
