"""A kept connection that the server has ended is noticed before a request uses it, and an idle one costs no statement."""

import os

import psycopg
from django.db import connection
from django.test.utils import CaptureQueriesContext


def test_an_idle_connection_is_usable_without_a_statement(real_commits: None) -> None:
    connection.ensure_connection()
    with CaptureQueriesContext(connection) as seen:
        assert connection.is_usable()
    assert len(seen) == 0


def test_a_connection_that_the_server_ended_is_replaced(real_commits: None) -> None:
    connection.ensure_connection()
    ended = connection.connection.info.backend_pid
    with psycopg.connect(os.environ["VOORRANG_DATABASE_URL"], autocommit=True) as other:
        other.execute("SELECT pg_terminate_backend(%s, 5000)", [ended])
    assert not connection.is_usable()
    connection.close_if_unusable_or_obsolete()  # as at the start of every request
    with connection.cursor() as cursor:
        cursor.execute("SELECT pg_backend_pid()")
        assert cursor.fetchone()[0] != ended
