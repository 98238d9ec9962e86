"""Writing copies of told cases: a table of this session says which, and one statement a table writes them behind the wall."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db import connection

from voorrang.demo.growth.copies import Copy, Told
from voorrang.demo.growth.keys import id_sql, stem_sql


def stage_told(customer_id: UUID, told: Iterable[Told]) -> None:
    """Lay everything that belongs to the told cases in tables of this session, small enough to be joined in memory."""
    ids = list(told)
    values: dict[str, Any] = {
        "customer": customer_id,
        "cases": [one.case_id for one in ids],
        "decisions": [one.decision_id for one in ids],
    }
    with connection.cursor() as cursor:
        for name, query in _STAGED.items():
            cursor.execute(f"DROP TABLE IF EXISTS pg_temp.{name}")
            cursor.execute(f"CREATE TEMP TABLE {name} AS {query}", values)
            cursor.execute(f"ANALYZE pg_temp.{name}")
        cursor.execute(_COPIES)


def write_copies(customer_id: UUID, some: Iterable[Copy]) -> None:
    """Write the copies of told cases that were staged."""
    with connection.cursor() as cursor:
        cursor.execute("TRUNCATE pg_temp.grow_copy")
        with cursor.copy("COPY grow_copy FROM STDIN") as copy:
            for one in some:
                copy.write_row(one)
        cursor.execute("ANALYZE pg_temp.grow_copy")
        for statement in _WRITE:
            cursor.execute(statement, {"customer": customer_id})


_OF_CASE = "customer_id = %(customer)s AND case_id = ANY (%(cases)s)"
_STAGED = {
    "grow_decision": "SELECT * FROM entitlements_decision WHERE customer_id = %(customer)s AND id = ANY (%(decisions)s)",
    "grow_made": """SELECT * FROM audit_entry
        WHERE customer_id = %(customer)s AND subject_id = ANY (%(decisions)s) AND type = 'decision.made'""",
    "grow_case": "SELECT * FROM cases_case WHERE customer_id = %(customer)s AND id = ANY (%(cases)s)",
    "grow_event": f"SELECT * FROM cases_caseevent WHERE {_OF_CASE}",
    "grow_body": """SELECT b.*, e.case_id, e.at FROM cases_eventbody b
        JOIN cases_caseevent e ON e.customer_id = b.customer_id AND e.id = b.event_id
        WHERE b.customer_id = %(customer)s AND e.case_id = ANY (%(cases)s)""",
    "grow_milestone": f"SELECT * FROM cases_milestone WHERE {_OF_CASE}",
    "grow_row": "SELECT * FROM cases_queuerow WHERE customer_id = %(customer)s AND id = ANY (%(cases)s)",
}
_COPIES = """
DROP TABLE IF EXISTS pg_temp.grow_copy;
CREATE TEMP TABLE grow_copy (was_case uuid, was_decision uuid, case_id uuid, decision_id uuid, number text, sequence bigint,
    shift interval, stem text, device_id uuid, serial_was text, serial text, host_was text, host text, at_was text, at text,
    opens_was text, opens text)
"""


def _id(what: str, stem: str = "p.stem") -> str:
    return id_sql(f"{what}::text || p.case_id::text", stem)


_EVENT = _id("e.id", stem_sql("(e.at + p.shift)"))
_OPENED = "jsonb_set(e.data, '{decision}', to_jsonb(p.decision_id::text))"
_BREACHED = f"""e.data || jsonb_build_object('milestone', {_id("(e.data ->> 'milestone')")},
    'noticed_at', to_char((e.at + p.shift) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"+00:00"'))"""
_WRITE = (
    # The facts say when and for which serial: with those of the copy, the hashes are made anew.
    """INSERT INTO entitlements_decision (id, customer_id, decided_at, door, outcome, facts, facts_hash, terms_hash, coverage_hash,
        readings_hash, answer, hash, asked_by, contact_id, supersedes_id)
    SELECT id, %(customer)s, decided_at, door, outcome, facts, encode(sha256(convert_to(facts, 'UTF8')), 'hex'), terms_hash,
        coverage_hash, readings_hash, answer,
        encode(sha256(convert_to(concat_ws(E'\\n', facts, terms_hash, coverage_hash, readings_hash, outcome, answer), 'UTF8')), 'hex'),
        asked_by, contact_id, NULL
    FROM (
        SELECT p.decision_id AS id, d.decided_at + p.shift AS decided_at, d.door, d.outcome, d.terms_hash, d.coverage_hash,
            d.readings_hash, d.asked_by, d.contact_id,
            replace(replace(replace(d.facts, p.at_was, p.at), p.serial_was, p.serial), p.host_was, p.host) AS facts,
            replace(replace(replace(d.answer, p.opens_was, p.opens), p.serial_was, p.serial), p.host_was, p.host) AS answer
        FROM grow_copy p JOIN grow_decision d ON d.id = p.was_decision OFFSET 0
    ) made""",
    f"""INSERT INTO audit_entry (id, customer_id, at, type, actor_kind, actor_id, subject_kind, subject_id, fields, data, v)
    SELECT {_id("a.id")}, %(customer)s, a.at + p.shift, a.type, a.actor_kind, a.actor_id, a.subject_kind, p.decision_id, a.fields,
        a.data, a.v
    FROM grow_copy p JOIN grow_made a ON a.subject_id = p.was_decision""",
    """INSERT INTO cases_case (id, customer_id, number, opened_at, decision_id, contact_id, site_id, affiliate_id, door, country,
        language, impact, tier, scope, title, diagnosis, version)
    SELECT p.case_id, %(customer)s, p.number, c.opened_at + p.shift, p.decision_id, c.contact_id, c.site_id, c.affiliate_id, c.door,
        c.country, c.language, c.impact, c.tier, c.scope, c.title, c.diagnosis, c.version
    FROM grow_copy p JOIN grow_case c ON c.id = p.was_case""",
    f"""INSERT INTO cases_casedevice (id, customer_id, case_id, device_id, serial)
    SELECT {_id("p.device_id")}, %(customer)s, p.case_id, p.device_id, p.serial FROM grow_copy p""",
    f"""INSERT INTO cases_caseevent (id, customer_id, case_id, sequence, type, at, by_kind, by_id, by_side, internal, data)
    SELECT {_EVENT}, %(customer)s, p.case_id, e.sequence, e.type, e.at + p.shift, e.by_kind, e.by_id, e.by_side, e.internal,
        CASE e.type WHEN 'case.opened' THEN {_OPENED} WHEN 'case.breached' THEN {_BREACHED} ELSE e.data END
    FROM grow_copy p JOIN grow_event e ON e.case_id = p.was_case""",
    f"""INSERT INTO cases_eventbody (id, customer_id, event_id, text, language)
    SELECT {_id("e.id")}, %(customer)s, {_EVENT.replace("e.id", "e.event_id")}, e.text, e.language
    FROM grow_copy p JOIN grow_body e ON e.case_id = p.was_case""",
    f"""INSERT INTO cases_milestone (id, customer_id, case_id, kind, basis, promise_id, seconds, calendar_key, calendar_version,
        zones_version, starts_at, due_at, paused_at, met_at, breached_at, from_sequence)
    SELECT {_id("m.id")}, %(customer)s, p.case_id, m.kind, m.basis, m.promise_id, m.seconds, m.calendar_key, m.calendar_version,
        m.zones_version, m.starts_at + p.shift, m.due_at + p.shift, m.paused_at + p.shift, m.met_at + p.shift,
        m.breached_at + p.shift, m.from_sequence
    FROM grow_copy p JOIN grow_milestone m ON m.case_id = p.was_case""",
    f"""INSERT INTO cases_duemilestone (id, customer_id, milestone_id, case_id, due_at)
    SELECT {_id("(m.id::text || 'due')")}, %(customer)s, {_id("m.id")}, p.case_id, m.due_at + p.shift
    FROM grow_copy p JOIN grow_milestone m ON m.case_id = p.was_case
    WHERE m.due_at IS NOT NULL AND m.met_at IS NULL AND m.breached_at IS NULL""",
    """INSERT INTO cases_queuerow (id, customer_id, number, sequence, title, status, outcome, tier, tier_rank, country, language,
        impact, site_id, affiliate_id, contact_id, owner_id, serials, opened_at, changed_at, waiting_since, due_at, due_kind,
        promised_at, promised_kind, breached, promise_breached)
    SELECT p.case_id, %(customer)s, p.number, p.sequence, q.title, q.status, q.outcome, q.tier, q.tier_rank, q.country, q.language,
        q.impact, q.site_id, q.affiliate_id, q.contact_id, q.owner_id, ARRAY[p.serial]::varchar[], q.opened_at + p.shift,
        q.changed_at + p.shift, q.waiting_since + p.shift, q.due_at + p.shift, q.due_kind, q.promised_at + p.shift,
        q.promised_kind, q.breached, q.promise_breached
    FROM grow_copy p JOIN grow_row q ON q.id = p.was_case""",
    f"""INSERT INTO cases_queueserial (id, customer_id, case_id, serial)
    SELECT {_id("(p.serial || 'found')")}, %(customer)s, p.case_id, p.serial FROM grow_copy p""",
    f"""INSERT INTO audit_entry (id, customer_id, at, type, actor_kind, actor_id, subject_kind, subject_id, fields, data, v)
    SELECT {_id("(e.id::text || 'trail')", stem_sql("(e.at + p.shift)"))}, %(customer)s, e.at + p.shift, e.type, e.by_kind, e.by_id,
        'case', p.case_id, '[]', jsonb_build_object('number', p.number, 'event', {_EVENT})
            || CASE e.sequence WHEN 1 THEN jsonb_build_object('decision', p.decision_id)
                ELSE jsonb_build_object('version', e.sequence) END, 1
    FROM grow_copy p JOIN grow_event e ON e.case_id = p.was_case""",
)
