"""Attempts are counted in one unlogged table: two processes share a limit, and a crash loses only the counts."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta

from django.db import connection, connections, transaction

from tests.cast import AT
from voorrang.accounts.rates import count_attempt

EACH = 20


def test_two_connections_count_together(real_commits: None) -> None:
    def attempts(_connection: int) -> list[int]:
        try:
            return [count_attempt("somebody", window=timedelta(minutes=15), at=AT) for _ in range(EACH)]
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as two:
        counted = [count for one in two.map(attempts, range(2)) for count in one]
    assert sorted(counted) == list(range(1, 2 * EACH + 1))


def test_the_counters_are_unlogged(db: None) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT relpersistence FROM pg_class WHERE relname = 'accounts_ratecounter'")
        assert cursor.fetchone() == ("u",)
