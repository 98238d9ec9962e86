"""A figure beyond a thousand is the database's estimate, and says so."""

import pytest
from django.db import connection

from tests.cases.factories import AT, opened
from tests.cast import Cast
from voorrang.cases.models import QueueRow
from voorrang.cases.queries import QueueFilters, count_about, counting, queue_counts


def test_a_large_count_is_marked(town: Cast, monkeypatch: pytest.MonkeyPatch) -> None:
    for _ in range(6):
        opened(town)
    assert count_about(QueueRow.objects.all()) == counting.About(6, exact=True)
    monkeypatch.setattr(counting, "EXACT_TO", 4)
    with connection.cursor() as cursor:
        cursor.execute("ANALYZE cases_queuerow")
    about = count_about(QueueRow.objects.all())
    assert not about.exact
    assert about.count > 4
    counts = queue_counts(QueueFilters(), at=AT, user_id=None)
    assert [part.exact for part in counts] == [False, True, False, True]
