"""Acknowledged against found: what the writers were told, looked for behind the walls."""

from collections import Counter
from typing import Any

import psycopg

from tests.proof.ledger import OBJECTED, OPENED, REPLIED, Ledger
from tests.proof.receiver import Receiver
from voorrang.cli.integrity import half_done
from voorrang.lib.postgres import Connections

_TITLES = "SELECT title, count(*) FROM cases_case WHERE title LIKE '[opened-%' GROUP BY title"
_WORDS = "SELECT text, count(*) FROM cases_eventbody WHERE text LIKE '[replied-%' GROUP BY text"
_OBJECTIONS = "SELECT count(*) FROM audit_entry WHERE type = 'decision.objected'"
_EFFECTS = "SELECT key FROM effects_effect WHERE key LIKE 'mail/%'"


def judge(urls: Connections, ledger: Ledger, receiver: Receiver | None, record: Any) -> None:
    """Assert that nothing acknowledged is lost, nothing is there twice, and nothing is half done; record the figures."""
    assert ledger.strange == []
    assert ledger.unlike == []
    with psycopg.connect(urls.backup_url) as seeing:
        titles = _found(seeing, _TITLES)
        words = _found(seeing, _WORDS)
        row = seeing.execute(_OBJECTIONS).fetchone()
        objections = row[0] if row else 0
        effects = {key for (key,) in seeing.execute(_EFFECTS).fetchall()}
    lost = 0
    for kind, found in ((OPENED, titles), (REPLIED, words)):
        acknowledged = {one.mark for one in ledger.of(kind)}
        asked = acknowledged | {one.mark for one in ledger.of(kind, acknowledged=False)}
        lost += len(acknowledged - found.keys())
        missing = acknowledged - found.keys()
        assert not missing, f"{kind}: {len(missing)} of {len(acknowledged)} acknowledged are lost; {len(found)} found"
        assert found.keys() - asked == set(), f"{kind}: found and never asked for"
        assert {mark: count for mark, count in found.items() if count != 1} == {}, f"{kind}: there twice"
        record(f"{kind}: acknowledged", len(acknowledged))
        record(f"{kind}: found", len(found))
    record("acknowledged and lost", lost)
    assert list(half_done(urls.backup_url)) == []
    record("half done", 0)
    if receiver is not None:
        _judge_mails(ledger, receiver, objections, effects, record)
    record("answers by status", _told(ledger.statuses))
    record("sent again under the same key", sum(one.tries - 1 for one in ledger.writes))


def _judge_mails(ledger: Ledger, receiver: Receiver, objections: int, effects: set[str], record: Any) -> None:
    acknowledged = {one.mark for one in ledger.of(OBJECTED)}
    assert acknowledged - receiver.marks.keys() == set(), "acknowledged, and its mail never came"
    assert {mark: ids for mark, ids in receiver.marks.items() if len(ids) != 1} == {}, "one objection, two mails"
    assert objections == len(receiver.marks), "an objection in the trail without its mail, or the other way round"
    assert len(effects) == len(receiver.by_id), "effects and mails differ"
    record("objected: acknowledged", len(acknowledged))
    record("their mails, by id", len(receiver.by_id))
    record("mails handed over twice, under one id", sum(count - 1 for count in receiver.by_id.values()))


def _found(seeing: psycopg.Connection[Any], query: str) -> dict[str, int]:
    return {text.splitlines()[0].strip("[]"): count for text, count in seeing.execute(query.encode()).fetchall()}


def _told(statuses: Counter[int]) -> str:
    return " ".join(f"{status or 'none'}:{count}" for status, count in sorted(statuses.items()))
