"""The schema lint finds nothing in our tables, and each rule catches a planted bad table."""

from typing import Any

import pytest

from tests.support.database import migrator_connection
from voorrang.config.schema import declared_tables
from voorrang.lib.tenancy import TableClass, Wall
from voorrang.lib.tenancy.schema_lint import Table, lint_schema

pytestmark = [pytest.mark.django_db, pytest.mark.pg15]

WALLED = """
CREATE TABLE bad (id uuid NOT NULL, customer_id uuid NOT NULL, other_id uuid, PRIMARY KEY (customer_id, id));
CREATE INDEX bad_id ON bad (id);
ALTER TABLE bad ENABLE ROW LEVEL SECURITY;
ALTER TABLE bad FORCE ROW LEVEL SECURITY;
CREATE POLICY bad_wall ON bad USING (customer_id = nullif(current_setting('app.customer', true), '')::uuid);
"""
TENANT = Table("bad", TableClass.TENANT, Wall.CUSTOMER)
PLANTED = {
    "customer-column": (
        WALLED + "ALTER TABLE bad DROP CONSTRAINT bad_pkey; ALTER TABLE bad ALTER customer_id DROP NOT NULL",
        TENANT,
    ),
    "customer-first": ("CREATE TABLE bad (id uuid, note text, customer_id uuid NOT NULL)", TENANT),
    "primary-key": (WALLED + "ALTER TABLE bad DROP CONSTRAINT bad_pkey; ALTER TABLE bad ADD PRIMARY KEY (id)", TENANT),
    "id-index": (WALLED + "DROP INDEX bad_id", TENANT),
    "unique-with-customer": (WALLED + "CREATE UNIQUE INDEX bad_once ON bad (other_id)", TENANT),
    "composite-key": (
        WALLED + "ALTER TABLE cases_case ADD UNIQUE (id);"
        "ALTER TABLE bad ADD FOREIGN KEY (other_id) REFERENCES cases_case (id)",
        TENANT,
    ),
    "no-set-null": (
        WALLED + "ALTER TABLE bad ADD FOREIGN KEY (customer_id, other_id) REFERENCES cases_case ON DELETE SET NULL",
        TENANT,
    ),
    "no-identity": (WALLED + "ALTER TABLE bad ADD line bigint GENERATED ALWAYS AS IDENTITY", TENANT),
    "no-trigger": (
        WALLED + "CREATE TRIGGER sneaky BEFORE UPDATE ON bad "
        "FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()",
        TENANT,
    ),
    "wall": (WALLED + "ALTER TABLE bad DISABLE ROW LEVEL SECURITY", TENANT),
    "plain-policy": (
        WALLED + "DROP POLICY bad_wall ON bad; CREATE POLICY bad_wall ON bad "
        "USING (customer_id = (SELECT nullif(current_setting('app.customer', true), '')::uuid))",
        TENANT,
    ),
    "declared": ("CREATE TABLE bad (id uuid)", None),
    "shared-reference": (
        "CREATE TABLE bad (id uuid, customer_id uuid, other_id uuid,"
        "FOREIGN KEY (customer_id, other_id) REFERENCES cases_case (customer_id, id))",
        Table("bad", TableClass.LOCAL, Wall.NONE),
    ),
    "append-only": (
        "CREATE TABLE bad (id uuid); GRANT SELECT, INSERT, UPDATE ON bad TO voorrang_app",
        Table("bad", TableClass.REFERENCE, Wall.NONE, append_only=True),
    ),
    "local-reference": (
        WALLED + "ALTER TABLE bad ADD FOREIGN KEY (other_id) REFERENCES accounts_assignment (id)",
        TENANT,
    ),
}


def rules_broken(connection: Any, extra: dict[str, Table]) -> set[str]:
    findings = lint_schema(lambda query: connection.execute(query).fetchall(), declared_tables() | extra)
    return {finding.rule for finding in findings if finding.table == "bad"}


def test_our_tables_break_no_rule() -> None:
    with migrator_connection() as owner:
        findings = lint_schema(lambda query: owner.execute(query).fetchall(), declared_tables())
    assert findings == []


@pytest.mark.parametrize("rule", PLANTED)
def test_each_rule_catches_a_planted_table(rule: str) -> None:
    statements, declaration = PLANTED[rule]
    with migrator_connection() as owner:
        owner.autocommit = False
        owner.execute(statements)
        caught = rules_broken(owner, {"bad": declaration} if declaration else {})
        owner.rollback()
    assert rule in caught


def test_a_good_table_is_left_alone() -> None:
    with migrator_connection() as owner:
        owner.autocommit = False
        owner.execute(WALLED)
        caught = rules_broken(owner, {"bad": TENANT})
        owner.rollback()
    assert caught == set()


def test_a_reference_without_its_composite_key_is_caught() -> None:
    with migrator_connection() as owner:
        owner.autocommit = False
        owner.execute(WALLED)
        caught = rules_broken(owner, {"bad": TENANT._replace(tenant_keys=frozenset({"other_id"}))})
        owner.rollback()
    assert "composite-key" in caught
