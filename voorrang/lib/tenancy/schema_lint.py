"""The schema lint: compares each table with its declared class, reading only `pg_catalog`.

It runs on plain PostgreSQL, yet finds what a distributed database would refuse later (`scale.md`). Each rule has a
planted bad table in `tests/walls/test_schema_lint.py` that it must catch.
"""

from collections.abc import Callable, Iterable, Mapping
from typing import Any, NamedTuple

from voorrang.lib.tenancy.models import TableClass, Wall
from voorrang.lib.tenancy.operations import APP_ROLE


class Finding(NamedTuple):
    """A table that breaks a rule, and what to do."""

    rule: str
    table: str
    what: str
    cure: str


class Table(NamedTuple):
    """What the code says of a table."""

    name: str
    table_class: TableClass
    wall: Wall
    tenant_keys: frozenset[str] = frozenset()
    """Columns that reference another tenant row."""
    append_only: bool = False
    """The app role reads and inserts, and can neither change nor delete."""


type Execute = Callable[[str], Iterable[tuple[Any, ...]]]


def lint_schema(execute: Execute, declared: Mapping[str, Table]) -> list[Finding]:
    """Return everything wrong. `execute` runs a query and returns its rows; `declared` maps table name to declaration."""
    findings = list(_undeclared(execute, declared))
    for rule, cure, query in _TENANT_RULES:
        for table, what in execute(query):
            if _is(declared, table, TableClass.TENANT):
                findings.append(Finding(rule, table, what, cure))
    findings += _shared_references(execute, declared)
    findings += _missing_walls(execute, declared)
    findings += _missing_composite_keys(execute, declared)
    findings += _append_only(execute, declared)
    findings += _role(execute)
    return sorted(set(findings))


def _is(declared: Mapping[str, Table], table: str, wanted: TableClass) -> bool:
    return table in declared and declared[table].table_class is wanted


def _undeclared(execute: Execute, declared: Mapping[str, Table]) -> Iterable[Finding]:
    tables = {row[0] for row in execute(_TABLES)}
    for table in tables - declared.keys():
        yield Finding("declared", table, "no model declares it", "Give it a table class: tenant, reference or local.")
    for table in declared.keys() - tables:
        yield Finding("declared", table, "declared, but absent", "Make the migration.")


def _shared_references(execute: Execute, declared: Mapping[str, Table]) -> Iterable[Finding]:
    for table, constraint, target in execute(_FOREIGN_KEYS):
        if _is(declared, target, TableClass.TENANT) and not _is(declared, table, TableClass.TENANT):
            cure = "Keep a plain id: nothing shared or local references a tenant table."
            yield Finding("shared-reference", table, f"{constraint} -> {target}", cure)
        if _is(declared, table, TableClass.TENANT) and _is(declared, target, TableClass.LOCAL):
            yield Finding("local-reference", table, f"{constraint} -> {target}", "Keep a plain id to a local table.")


def _append_only(execute: Execute, declared: Mapping[str, Table]) -> Iterable[Finding]:
    changeable = {row[0] for row in execute(_CHANGEABLE)}
    for table in declared.values():
        if table.append_only and table.name in changeable:
            yield Finding(
                "append-only", table.name, f"{APP_ROLE} may change its rows", "Add AppendOnly to a migration."
            )


def _missing_walls(execute: Execute, declared: Mapping[str, Table]) -> Iterable[Finding]:
    state = {table: (enabled, forced) for table, enabled, forced in execute(_SECURITY)}
    policies: dict[str, list[tuple[str, str]]] = {}
    for table, read, write in execute(_POLICIES):
        policies.setdefault(table, []).append((read or "", write or ""))
    for table in declared.values():
        if table.wall is Wall.NONE:
            if table.table_class is TableClass.TENANT:
                yield Finding("wall", table.name, "a tenant table without a wall", "Declare Wall.CUSTOMER.")
            continue
        if state.get(table.name) != (True, True):
            yield Finding("wall", table.name, "row-level security is not enabled and forced", "Add BuildWall.")
        if not policies.get(table.name):
            yield Finding("wall", table.name, "no policy", "Add BuildWall.")
        for read, write in policies.get(table.name, []):
            if "SELECT" in (read + write).upper():
                yield Finding("plain-policy", table.name, read or write, "Write the condition without a sub-select.")
            if table.wall is Wall.CUSTOMER and "app.customer" not in read:
                yield Finding("wall", table.name, f"a policy without the customer: {read}", "Add BuildWall.")


def _missing_composite_keys(execute: Execute, declared: Mapping[str, Table]) -> Iterable[Finding]:
    composite = {(table, column) for table, column in execute(_COMPOSITE_COLUMNS)}
    for table in declared.values():
        for column in table.tenant_keys:
            if (table.name, column) not in composite:
                cure = "Add BuildWall or AddCompositeKey to the migration."
                yield Finding("composite-key", table.name, f"{column} has no (customer_id, {column}) key", cure)


def _role(execute: Execute) -> Iterable[Finding]:
    for name, what in execute(_ROLE):
        yield Finding("role", name, what, "The app role owns nothing, is no superuser and cannot bypass the walls.")


_TABLES = """
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE c.relkind IN ('r', 'p') AND n.nspname = 'public'
"""

_TENANT = (
    "pg_class t JOIN pg_namespace n ON n.oid = t.relnamespace AND n.nspname = 'public' AND t.relkind IN ('r', 'p')"
)
_CUSTOMER = f"""{_TENANT} LEFT JOIN pg_attribute c
ON c.attrelid = t.oid AND c.attname = 'customer_id' AND NOT c.attisdropped"""

_TENANT_RULES = (
    (
        "customer-column",
        "Derive the model from TenantModel.",
        f"SELECT t.relname, 'no customer_id NOT NULL' FROM {_CUSTOMER} WHERE c.attnum IS NULL OR NOT c.attnotnull",
    ),
    (
        "customer-first",
        "Put the customer right after the id in the CreateModel.",
        f"SELECT t.relname, 'customer_id is column ' || c.attnum FROM {_CUSTOMER} WHERE c.attnum > 2",
    ),
    (
        "primary-key",
        "Add BuildWall to the migration.",
        f"""SELECT t.relname, 'the primary key is not (customer_id, id)' FROM {_CUSTOMER}
        WHERE NOT EXISTS (SELECT 1 FROM pg_index i WHERE i.indrelid = t.oid AND i.indisprimary
        AND i.indnatts = 2 AND i.indkey[0] = c.attnum)""",
    ),
    (
        "id-index",
        "Add BuildWall to the migration: a look-up by id alone would scan.",
        f"""SELECT t.relname, 'no index on id' FROM {_CUSTOMER}
        WHERE NOT EXISTS (SELECT 1 FROM pg_index i JOIN pg_attribute a ON a.attrelid = t.oid AND a.attname = 'id'
        WHERE i.indrelid = t.oid AND i.indnatts = 1 AND i.indkey[0] = a.attnum)""",
    ),
    (
        "unique-with-customer",
        "Name the customer in the constraint.",
        f"""SELECT t.relname, i.indexrelid::regclass::text FROM {_CUSTOMER} JOIN pg_index i ON i.indrelid = t.oid
        WHERE (i.indisunique OR i.indisexclusion) AND NOT c.attnum = ANY (i.indkey::int2[])""",
    ),
    (
        "composite-key",
        "Use TenantForeignKey with BuildWall or AddCompositeKey.",
        f"""SELECT t.relname, k.conname FROM {_CUSTOMER} JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
        JOIN pg_attribute r ON r.attrelid = k.confrelid AND r.attname = 'customer_id'
        JOIN pg_class target ON target.oid = k.confrelid AND target.relrowsecurity
        WHERE NOT EXISTS (SELECT 1 FROM generate_subscripts(k.conkey, 1) s
        WHERE k.conkey[s] = c.attnum AND k.confkey[s] = r.attnum)""",
    ),
    (
        "no-set-null",
        "Use no action or cascade: the customer of a row never changes.",
        f"""SELECT t.relname, k.conname FROM {_CUSTOMER} JOIN pg_constraint k ON k.conrelid = t.oid AND k.contype = 'f'
        WHERE k.confdeltype IN ('n', 'd') AND c.attnum = ANY (k.conkey)""",
    ),
    (
        "no-identity",
        "Make ids in the application (voorrang.lib.ids).",
        f"""SELECT t.relname, a.attname::text FROM {_CUSTOMER}
        JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum > 0 AND NOT a.attisdropped
        LEFT JOIN pg_attrdef d ON d.adrelid = t.oid AND d.adnum = a.attnum
        WHERE a.attidentity <> '' OR pg_get_expr(d.adbin, d.adrelid) LIKE 'nextval(%'""",
    ),
    (
        "no-trigger",
        "Write it in the action.",
        f"""SELECT t.relname, g.tgname::text FROM {_CUSTOMER} JOIN pg_trigger g ON g.tgrelid = t.oid
        WHERE NOT g.tgisinternal""",
    ),
)

_FOREIGN_KEYS = """
SELECT k.conrelid::regclass::text, k.conname, k.confrelid::regclass::text FROM pg_constraint k WHERE k.contype = 'f'
"""

_COMPOSITE_COLUMNS = """
SELECT k.conrelid::regclass::text, a.attname::text FROM pg_constraint k
JOIN pg_attribute c ON c.attrelid = k.conrelid AND c.attname = 'customer_id' AND c.attnum = ANY (k.conkey)
JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND a.attnum <> c.attnum
WHERE k.contype = 'f' AND array_length(k.conkey, 1) = 2
"""

_CHANGEABLE = f"""
SELECT c.relname FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p') AND has_table_privilege('{APP_ROLE}', c.oid, 'UPDATE, DELETE')
"""

_SECURITY = """
SELECT c.relname, c.relrowsecurity, c.relforcerowsecurity FROM pg_class c
JOIN pg_namespace n ON n.oid = c.relnamespace WHERE n.nspname = 'public' AND c.relkind IN ('r', 'p')
"""

_POLICIES = """
SELECT c.relname, pg_get_expr(p.polqual, p.polrelid), pg_get_expr(p.polwithcheck, p.polrelid) FROM pg_policy p
JOIN pg_class c ON c.oid = p.polrelid WHERE p.polname NOT LIKE '%\\_migrator'
"""

_ROLE = f"""
SELECT rolname, 'is superuser, bypasses row-level security, or may make databases' FROM pg_roles
WHERE rolname = '{APP_ROLE}' AND (rolsuper OR rolbypassrls OR rolcreatedb OR rolcreaterole)
UNION ALL
SELECT '{APP_ROLE}', 'owns ' || c.relname FROM pg_class c JOIN pg_roles r ON r.oid = c.relowner
WHERE r.rolname = '{APP_ROLE}'
"""
