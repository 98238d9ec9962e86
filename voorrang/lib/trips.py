"""One trip to the database: prepared statements written together, read together, waited for once.

psycopg's own pipeline asks the socket anew for each statement, and each time another thread may take the interpreter. Values
travel as text and the server infers their types, so that a connection prepares a statement once, whatever is NULL in it.
"""

import re
from collections.abc import Callable, Generator, Iterable, Mapping, Sequence
from functools import cache
from itertools import count
from typing import Any, NamedTuple
from weakref import WeakKeyDictionary

from psycopg import Connection, abc, errors
from psycopg.adapt import PyFormat, Transformer
from psycopg.generators import fetch_many, send
from psycopg.pq import ExecStatus, TransactionStatus
from psycopg.pq.abc import PGconn, PGresult

type Values = Mapping[str, Any] | Sequence[Any]
type Row = tuple[Any, ...]


class Query(NamedTuple):
    """One query with its values, not yet run."""

    statement: str
    values: Values


class _Step(NamedTuple):
    """Something that is sent and answered: a statement to prepare, or a query whose answer is wanted, or neither."""

    send: Callable[[PGconn], None]
    prepares: str | None = None
    is_query: bool = False


_prepared: WeakKeyDictionary[Connection[Any], set[str]] = WeakKeyDictionary()
"""The statements that each connection has prepared. The server keeps them as long as the connection."""
_MARK = re.compile(r"%\((\w+)\)s|%s")
_numbers = count(1)


def make_trip(database: Connection[Any], before: Iterable[str], queries: Iterable[Query]) -> list[list[Row]]:
    """Run statements without values and then queries, in the running transaction or a new one; return the rows of each query.

    Raises psycopg's error for the first that fails; what came after it has not run.
    """
    known = _prepared.setdefault(database, set())
    transformer = Transformer(database)
    begins = not database.autocommit and database.pgconn.transaction_status == TransactionStatus.IDLE
    steps = [_plain(statement) for statement in (["BEGIN", *before] if begins else before)]
    named = set(known)
    for query in queries:
        text, name, fields = _numbered(query.statement)
        if query.statement not in named:
            named.add(query.statement)
            steps.append(_to_prepare(query.statement, name, text))
        steps.append(_to_run(name, query.values, fields, transformer))
    with database.lock:
        answers = database.wait(_travel(database.pgconn, steps))
    rows = []
    for step, answer in zip(steps, answers, strict=True):
        if answer.status not in {ExecStatus.COMMAND_OK, ExecStatus.TUPLES_OK}:
            raise errors.error_from_result(answer, encoding=database.info.encoding)
        if step.prepares is not None:
            known.add(step.prepares)
        if step.is_query:
            transformer.set_pgresult(answer)
            rows.append(transformer.load_rows(0, answer.ntuples, tuple))
    return rows


def _travel(connection: PGconn, steps: Sequence[_Step]) -> Generator[Any, Any, list[PGresult]]:
    """Write all steps, then read all answers, for psycopg's `wait`."""
    answers: list[PGresult] = []
    connection.enter_pipeline_mode()
    try:
        for step in steps:
            step.send(connection)
        connection.pipeline_sync()
        yield from send(connection)
        for _ in steps:
            answers += yield from fetch_many(connection)
        yield from fetch_many(connection)  # the end of the trip
    except BaseException:
        connection.finish()  # nobody can go on from halfway; Django opens another one
        raise
    connection.exit_pipeline_mode()
    return answers


def _plain(statement: str) -> _Step:
    text = statement.encode()
    return _Step(lambda connection: connection.send_query_params(text, None))


def _to_prepare(statement: str, name: bytes, text: bytes) -> _Step:
    return _Step(lambda connection: connection.send_prepare(name, text), prepares=statement)


def _to_run(name: bytes, values: Any, fields: tuple[str, ...], transformer: abc.Transformer) -> _Step:
    given = [values[field] for field in fields] if fields else values
    texts = transformer.dump_sequence(given, [PyFormat.TEXT] * len(given))
    return _Step(lambda connection: connection.send_query_prepared(name, texts), is_query=True)


@cache
def _numbered(statement: str) -> tuple[bytes, bytes, tuple[str, ...]]:
    """Return a statement with $1, $2, its name, and the names of its values in this order; none where it takes a sequence."""
    fields: list[str] = []
    marks = count(1)

    def number(mark: re.Match[str]) -> str:
        if mark[1] is None:
            return f"${next(marks)}"
        if mark[1] not in fields:
            fields.append(mark[1])
        return f"${fields.index(mark[1]) + 1}"

    text = _MARK.sub(number, statement)
    return text.encode(), f"voorrang_{next(_numbers)}".encode(), tuple(fields)
