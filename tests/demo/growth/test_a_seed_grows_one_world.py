"""The same seed and anchor grow the same rows, ids included; also when the growth is broken off and goes on."""

from collections.abc import Callable, Iterator

import pytest

from tests.support.database import migrator_connection
from voorrang.demo.growth import customer as steps
from voorrang.demo.growth.plan import Growth

TABLES = ("accounts_c%", "accounts_site", "audit_entry", "cases_%", "contracts_%", "entitlements_%", "installed_base_%")


def test_broken_off_and_gone_on_with_it_is_the_world_grown_at_once(
    grown: Callable[[], Growth], emptied: Callable[[], None], monkeypatch: pytest.MonkeyPatch
) -> None:
    grown()
    whole = dict(rows())
    emptied()
    broken_off_after(3, monkeypatch)

    with pytest.raises(KeyboardInterrupt):
        grown()
    part = dict(rows())
    monkeypatch.undo()
    grown()

    assert 0 < part["cases_case"][0] < whole["cases_case"][0]
    assert dict(rows()) == whole


def broken_off_after(steps_done: int, monkeypatch: pytest.MonkeyPatch) -> None:
    """Take smaller steps than before, and stop in the midst of a transaction."""
    write, done = steps.write_copies, []

    def stopping(*given: object) -> None:
        write(*given)  # type: ignore[arg-type]
        done.append(given)
        if len(done) > steps_done:
            raise KeyboardInterrupt

    monkeypatch.setattr(steps, "CASES_AT_ONCE", 20)
    monkeypatch.setattr(steps, "DEVICES_AT_ONCE", 170)
    monkeypatch.setattr(steps, "write_copies", stopping)


def rows() -> Iterator[tuple[str, tuple[int, str]]]:
    """Return for each table how many rows it has and a digest of them."""
    with migrator_connection() as owner:
        query = "SELECT tablename FROM pg_tables WHERE schemaname = 'public' AND tablename LIKE ANY (%s)"
        for (table,) in owner.execute(query, [list(TABLES)]).fetchall():
            digest = f"SELECT count(*), md5(string_agg(md5(t::text), '' ORDER BY md5(t::text))) FROM {table} t"
            yield table, owner.execute(digest).fetchone()  # type: ignore[arg-type,misc]
