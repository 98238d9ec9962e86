"""Trips to the database: prepared once, the first failure told, and the connection good afterwards."""

import pytest
from django.db import DataError, connection, transaction

from voorrang.lib.statements import Query, read, read_together

pytestmark = pytest.mark.django_db

ADD = "SELECT %(one)s::int + coalesce(%(other)s::int, 40)"


def prepared() -> int:
    """How many statements of the kind `ADD` this connection has prepared."""
    return int(
        read("SELECT count(*) FROM pg_prepared_statements WHERE statement LIKE %s", ["SELECT $1::int + coal%"])[0][0]
    )


def test_answers_come_in_the_order_of_the_questions() -> None:
    asked = [Query(ADD, {"one": one, "other": 1}) for one in range(3)]
    assert read_together(*asked, before=["SET LOCAL app.lookup = 'x'"]) == [[(1,)], [(2,)], [(3,)]]


def test_a_statement_is_prepared_once_whatever_is_null() -> None:
    assert read(ADD, {"one": 2, "other": None}) == [(42,)]
    assert read(ADD, {"one": 2, "other": 3}) == [(5,)]
    assert prepared() == 1


def test_the_first_failure_is_told_and_the_connection_goes_on() -> None:
    divide = "SELECT 1 / %s::int"
    with pytest.raises(DataError, match="division by zero"), transaction.atomic():
        read_together(Query(divide, [1]), Query(divide, [0]), Query(ADD, {"one": 1, "other": 1}))
    assert read(divide, [1]) == [(1,)]
    assert connection.connection.info.pipeline_status.name == "OFF"


def test_what_could_not_be_prepared_is_tried_again() -> None:
    late = "SELECT %s::int * 2"
    with pytest.raises(DataError), transaction.atomic():
        read_together(Query("SELECT 1 / %s::int", [0]), Query(late, [1]))
    assert read(late, [4]) == [(8,)]


def test_a_large_question_and_a_large_answer_pass() -> None:
    text = "x" * 3_000_000
    rows = read_together(*(Query("SELECT %s::text", [text]) for _ in range(3)))
    assert rows == [[(text,)]] * 3
