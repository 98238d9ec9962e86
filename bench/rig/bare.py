"""The bare server: nothing but WSGI, JSON and SQL. It commits rows equal to ours and answers with the new id.

`BENCH_ROWS` names a file with recorded requests: for each the rows that our API committed, table by table, in the order of
its statements. Every request writes one recording anew, under fresh ids, in one transaction of the app role with the
customer set, by prepared statements over one persistent connection a thread. It knows no visitor, no rule and no check.
"""

import json
import os
import threading
from collections.abc import Callable, Iterable
from itertools import count
from pathlib import Path
from typing import Any

import psycopg

from bench.rig.rows import Recording
from voorrang.lib.numbers import compose_number

TAKE = "UPDATE cases_casecounter SET last = last + 1 WHERE customer_id = %s RETURNING last"

_local = threading.local()
_turn = count()
_recordings: list[Recording] = []


def application(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
    """Answer 201 once all rows are committed."""
    if environ["REQUEST_METHOD"] != "POST":
        start_response("200 OK", [("Content-Length", "0")])
        return [b""]
    asked = json.loads(environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"])))
    recordings = _load()
    number = _commit(recordings[next(_turn) % len(recordings)])
    body = json.dumps({"number": number, "devices": asked["devices"]}).encode()
    start_response("201 Created", [("Content-Type", "application/json"), ("Content-Length", str(len(body)))])
    return [body]


def _commit(recording: Recording) -> str:
    connection = _connection()
    number = ""
    connection.execute("BEGIN", prepare=True)
    connection.execute(f"SET LOCAL app.customer = '{recording.customer}'", prepare=False)
    if recording.takes_number:
        taken = connection.execute(TAKE, [recording.customer], prepare=True).fetchone()
        number = compose_number(recording.code, taken[0] if taken else 0)
    for sql, values in recording.fresh(number):
        connection.execute(sql, values, prepare=True)
    connection.execute("COMMIT", prepare=True)
    return number


def _connection() -> psycopg.Connection[Any]:
    found: psycopg.Connection[Any] | None = getattr(_local, "connection", None)
    if found is None:
        found = psycopg.connect(os.environ["VOORRANG_DATABASE_URL"], autocommit=True)
        found.prepared_max = 200
        _local.connection = found
    return found


def _load() -> list[Recording]:
    if not _recordings:
        lines = Path(os.environ["BENCH_ROWS"]).read_text(encoding="utf-8").splitlines()
        _recordings.extend(Recording.from_json(line) for line in lines)
    return _recordings
