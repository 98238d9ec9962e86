"""Replay: who changes a stored fact, a stored answer or one value of an edition is found out, and told what was changed."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest
from django.db import transaction

from tests.cast import StandingCast
from tests.entitlements.claims import Scene, rheinwerk_in_force
from tests.support.database import migrator_connection
from voorrang.cli.main import main
from voorrang.entitlements.actions import choose
from voorrang.entitlements.queries import decision_by_id
from voorrang.entitlements.recording import RecordedDecision
from voorrang.entitlements.replay import replay_all
from voorrang.lib.tenancy import customer_selected

DESKTOP, LAPTOP = "CZC0000001", "5CG0000001"


@pytest.fixture
def scene(real_commits: None) -> tuple[Scene, list[RecordedDecision]]:
    """Rheinwerk and three committed decisions: entitled, refused, and one charged by choice."""
    cast = StandingCast()
    with transaction.atomic():
        scene = rheinwerk_in_force(cast)
        made = [scene.ask(DESKTOP), scene.ask(LAPTOP)]
        with customer_selected(scene.one.customer.id):
            refused = decision_by_id(made[1].decision_id)
            manager = cast.support_manager.actor
            made.append(choose(decision=refused, choice="charge", reason="Agreed.", by=manager, at=cast.at))
    return scene, made


def tamper(statement: str, values: dict[str, Any]) -> None:
    """Change rows as the owner of the tables: the application itself may not."""
    with migrator_connection() as owner:
        assert owner.execute(statement, values).rowcount == 1


@contextmanager
def changed_edition(digest: str, old: str, new: str) -> Iterator[None]:
    """Change one value of a stored edition; afterwards it is put back, for other tests read it too."""
    with migrator_connection() as owner:
        body = owner.execute("SELECT body FROM editions_edition WHERE hash = %s", [digest]).fetchone()[0]
    assert body.count(old) == 1
    statement = "UPDATE editions_edition SET body = %(body)s WHERE hash = %(hash)s"
    tamper(statement, {"body": body.replace(old, new), "hash": digest})
    try:
        yield
    finally:
        tamper(statement, {"body": body, "hash": digest})


def test_untouched_decisions_follow_from_their_facts(scene: tuple[Scene, list[RecordedDecision]]) -> None:
    assert replay_all() == {"checked": 3, "different": []}


def test_a_changed_fact_is_named(
    scene: tuple[Scene, list[RecordedDecision]], capsys: pytest.CaptureFixture[str]
) -> None:
    entitled = scene[1][0]
    statement = "UPDATE entitlements_decision SET facts = replace(facts, %(old)s, %(new)s) WHERE id = %(id)s"
    tamper(statement, {"old": '"helpdesk"', "new": '"end_user"', "id": entitled.decision_id})
    report = replay_all()
    (different,) = report["different"]
    assert report["checked"] == 3
    assert different["id"] == str(entitled.decision_id)
    assert different["what"] == ["facts changed", "answer differs"]
    assert different["outcome"] == ["entitled", "refused"]
    assert "caller_end_user" in different["reasons"]

    assert main(["decisions", "replay", "--json"]) == 1
    assert json.loads(capsys.readouterr().out)["different"][0]["id"] == str(entitled.decision_id)


def test_a_changed_value_of_an_edition_is_named_with_its_path(scene: tuple[Scene, list[RecordedDecision]]) -> None:
    entitled = scene[1][0]
    digest = entitled.programme.terms_hash
    with changed_edition(digest, '"activation_days":30', '"activation_days":300'):
        different = replay_all()["different"]
    assert len(different) == 3
    assert all(found["what"] == ["edition changed: terms"] for found in different)
    (edition,) = different[0]["editions"]
    assert edition["label"] == entitled.programme.edition
    assert edition["paths"] == ["activation_days"]


def test_a_changed_edition_that_changes_answers_names_both(scene: tuple[Scene, list[RecordedDecision]]) -> None:
    entitled = scene[1][0]
    with changed_edition(entitled.programme.terms_hash, '"makers":["hp",', '"makers":["no",'):
        different = replay_all()["different"]
    assert ["edition changed: terms", "answer differs"] in [found["what"] for found in different]


def test_an_edition_that_is_broken_does_not_stop_the_replay(scene: tuple[Scene, list[RecordedDecision]]) -> None:
    with changed_edition(scene[1][0].programme.coverage_hash, '"fallback_language":', '"fall_language":'):
        different = replay_all()["different"]
    assert different[0]["what"] == ["edition changed: coverage", "edition unreadable"]


def test_a_changed_answer_is_found_out(scene: tuple[Scene, list[RecordedDecision]]) -> None:
    refused = scene[1][1]
    statement = "UPDATE entitlements_decision SET outcome = 'entitled' WHERE id = %(id)s"
    tamper(statement, {"id": refused.decision_id})
    (different,) = replay_all()["different"]
    assert different["what"] == ["row changed", "answer differs"]
    assert different["outcome"] == ["entitled", "refused"]
