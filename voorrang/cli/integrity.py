"""What must hold in every database, after a crash and after a restore: nothing half done, nothing lost from the middle."""

from collections.abc import Iterator

import psycopg
from django.core.management import call_command
from django.db import connection, transaction

WHOLE = {
    "cases without their decision": """
        SELECT count(*) FROM cases_case c
        WHERE NOT EXISTS (SELECT 1 FROM entitlements_decision d WHERE d.id = c.decision_id)""",
    "cases that were never opened": """
        SELECT count(*) FROM cases_case c
        WHERE NOT EXISTS (SELECT 1 FROM cases_caseevent e WHERE e.case_id = c.id AND e.sequence = 1)""",
    "cases with a gap in their events": """
        SELECT count(*) FROM cases_case c JOIN LATERAL (
            SELECT count(*) AS events, coalesce(max(sequence), 0) AS last FROM cases_caseevent e WHERE e.case_id = c.id
        ) e ON true WHERE c.version <> e.events OR c.version <> e.last""",
    "cases without their row in the queue": """
        SELECT count(*) FROM cases_case c WHERE NOT EXISTS (SELECT 1 FROM cases_queuerow q WHERE q.id = c.id)""",
    "events of cases without an entry in the trail": """
        SELECT count(*) FROM cases_caseevent e WHERE NOT EXISTS (
            SELECT 1 FROM audit_entry a WHERE a.customer_id = e.customer_id AND a.subject_id = e.case_id
            AND a.data->>'event' = e.id::text)""",
    "decisions without an entry in the trail": """
        SELECT count(*) FROM entitlements_decision d WHERE NOT EXISTS (
            SELECT 1 FROM audit_entry a WHERE a.customer_id = d.customer_id AND a.subject_id = d.id)""",
    "case numbers beyond their counter": """
        SELECT count(*) FROM cases_queuerow q JOIN cases_casecounter c ON c.customer_id = q.customer_id
        WHERE q.sequence > c.last""",
    "breaches recorded twice": """
        SELECT count(*) FROM (SELECT 1 FROM cases_caseevent WHERE type = 'case.breached'
        GROUP BY case_id, data->>'milestone' HAVING count(*) > 1 AND data->>'milestone' IS NOT NULL) twice""",
}
"""What is wrong, and the query that counts it, for a role that sees past the walls."""


def half_done(url: str) -> Iterator[str]:
    """Yield a line for each thing that is not whole. `url` is that of a role that sees past the walls."""
    with psycopg.connect(url) as seeing:
        for what, query in WHOLE.items():
            row = seeing.execute(query.encode()).fetchone()
            if row is None or row[0]:
                yield f"{row[0] if row else '?'} {what}"


def findings(url: str) -> Iterator[str]:
    """Yield everything that is wrong with the application's database: walls, trail, decisions, the queue's copy."""
    from voorrang.cases.comparison import compare_projection
    from voorrang.config.schema import declared_tables
    from voorrang.entitlements.replay import replay_all
    from voorrang.lib.tenancy.schema_lint import lint_schema

    yield from half_done(url)
    if _waits_for_migrations():
        yield "the database is of another version of the software: run `voorrang migrate`, then examine it again"
        return
    with transaction.atomic(), connection.cursor() as cursor:

        def execute(query: str) -> list[tuple[object, ...]]:
            cursor.execute(query)
            return list(cursor.fetchall())

        for wall in lint_schema(execute, declared_tables()):
            yield f"{wall.table}: {wall.what} ({wall.rule}). {wall.cure}"
    replayed = replay_all()
    for different in replayed["different"]:
        yield f"decision {different['id']} differs when it is decided again: {', '.join(different['what'])}"
    for one in compare_projection():
        yield f"the queue differs from case {one.case_id}: {one.column}"


def _waits_for_migrations() -> bool:
    try:
        call_command("migrate", database="migrator", interactive=False, verbosity=0, check_unapplied=True)
    except SystemExit as leaving:
        return bool(leaving.code)
    return False
