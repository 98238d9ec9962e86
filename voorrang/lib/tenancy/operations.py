"""Migration operations that build what Django cannot say: composite keys and row-level security.

Statements stand one by one, for a distributed database takes one DDL statement at a time (`scale.md`, 9).
"""

from typing import Any

from django.db.migrations.operations.base import Operation

from voorrang.lib.tenancy.models import TenantForeignKey, Wall

APP_ROLE = "voorrang_app"
MIGRATOR_ROLE = "voorrang_migrator"

_CUSTOMER = "customer_id = nullif(current_setting('app.customer', true), '')::uuid"
_LOOKUP = "key = nullif(current_setting('app.lookup', true), '')"
_VENDOR = "current_setting('app.side', true) = 'vendor'"
# Says the same. But of "= 'vendor'" the planner believes that one row in 200 fits, sorts what it takes for a few rows, and
# leaves the index that lies in the list's order; of "IS NOT NULL" it believes that nearly all fit, as they do.
_VENDOR_READS = f"nullif({_VENDOR}, false) IS NOT NULL"

CONDITIONS = {
    Wall.CUSTOMER: (_CUSTOMER, _CUSTOMER),
    Wall.DIRECTORY: (f"{_LOOKUP} OR {_CUSTOMER}", _CUSTOMER),
    Wall.PROJECTION: (f"{_VENDOR_READS} OR {_CUSTOMER}", f"{_VENDOR} OR {_CUSTOMER}"),
    Wall.VENDOR: (_VENDOR, "true"),
}
"""For each wall, what may be read and what may be written."""


class _TableOperation(Operation):
    """An operation on the table of one model; it changes no state that Django knows."""

    reduces_to_sql = True
    reversible = True

    def __init__(self, model: str) -> None:
        self.model = model

    def state_forwards(self, app_label: str, state: Any) -> None:
        pass

    def database_forwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:  # noqa: ARG002
        model = to_state.apps.get_model(app_label, self.model)
        for statement in self.statements(model):
            schema_editor.execute(statement)

    def database_backwards(self, app_label: str, schema_editor: Any, from_state: Any, to_state: Any) -> None:
        """Nothing to undo: reversing drops the table, and its walls go with it."""

    def statements(self, model: Any) -> list[str]:
        raise NotImplementedError


class BuildWall(_TableOperation):
    """Turn on the wall of a table; for a tenant table also the composite primary key and foreign keys.

    Name it in the migration after the `CreateModel` of the model and of every tenant model that it references.
    """

    def __init__(self, model: str, wall: str = Wall.CUSTOMER) -> None:
        super().__init__(model)
        self.wall = Wall(wall)

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.model, str(self.wall)], {})

    def describe(self) -> str:
        return f"Build the {self.wall} wall around {self.model}"

    def statements(self, model: Any) -> list[str]:
        table = model._meta.db_table
        keys = self._composite_keys(model, table) if self.wall is Wall.CUSTOMER else []
        return [*keys, *wall_statements(table, self.wall)]

    def _composite_keys(self, model: Any, table: str) -> list[str]:
        statements = [
            f"ALTER TABLE {table} DROP CONSTRAINT {table}_pkey",
            f"ALTER TABLE {table} ADD CONSTRAINT {table}_pkey PRIMARY KEY (customer_id, id)",
            f"CREATE INDEX {table}_id ON {table} (id)",
        ]
        keys = (field for field in model._meta.local_fields if isinstance(field, TenantForeignKey))
        return [*statements, *(composite_key_statement(model, key) for key in keys)]


class RebuildWall(BuildWall):
    """Give the wall of a table that has one the conditions of today."""

    def describe(self) -> str:
        return f"Rebuild the {self.wall} wall around {self.model}"

    def statements(self, model: Any) -> list[str]:
        table = model._meta.db_table
        readable, writable = CONDITIONS[self.wall]
        return [f"ALTER POLICY {table}_wall ON {table} USING ({readable}) WITH CHECK ({writable})"]


class AddCompositeKey(_TableOperation):
    """Add the composite constraint of a `TenantForeignKey` that came after its table's wall."""

    def __init__(self, model: str, field: str) -> None:
        super().__init__(model)
        self.field = field

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.model, self.field], {})

    def statements(self, model: Any) -> list[str]:
        return [composite_key_statement(model, model._meta.get_field(self.field))]


class AppendOnly(_TableOperation):
    """Let the app role read and insert, never update or delete: trails and events."""

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.model], {})

    def statements(self, model: Any) -> list[str]:
        return [f"REVOKE UPDATE, DELETE ON {model._meta.db_table} FROM {APP_ROLE}"]


class Unlogged(_TableOperation):
    """Counters that may be lost in a crash: no write-ahead log, and nothing to replicate."""

    def deconstruct(self) -> tuple[str, list[Any], dict[str, Any]]:
        return (self.__class__.__name__, [self.model], {})

    def statements(self, model: Any) -> list[str]:
        return [f"ALTER TABLE {model._meta.db_table} SET UNLOGGED"]


def composite_key_statement(model: Any, field: Any) -> str:
    """Return the DDL of (customer_id, x_id) -> (customer_id, id)."""
    table, column = model._meta.db_table, field.column
    target = field.remote_field.model._meta.db_table
    return (
        f"ALTER TABLE {table} ADD CONSTRAINT {table}_{column}_fk FOREIGN KEY (customer_id, {column}) "
        f"REFERENCES {target} (customer_id, id)"
    )


def wall_statements(table: str, wall: Wall) -> list[str]:
    """Return the DDL of a table's row-level security: forced, with a second policy for migrations."""
    readable, writable = CONDITIONS[wall]
    statements = [
        f"ALTER TABLE {table} ENABLE ROW LEVEL SECURITY",
        f"ALTER TABLE {table} FORCE ROW LEVEL SECURITY",
        f"CREATE POLICY {table}_migrator ON {table} TO {MIGRATOR_ROLE} USING (true) WITH CHECK (true)",
    ]
    if wall is Wall.VENDOR:
        # Appending needs no side: a failed log-in is written before anyone is known.
        return [
            *statements,
            f"CREATE POLICY {table}_wall ON {table} FOR SELECT USING ({readable})",
            f"CREATE POLICY {table}_append ON {table} FOR INSERT WITH CHECK ({writable})",
        ]
    return [*statements, f"CREATE POLICY {table}_wall ON {table} USING ({readable}) WITH CHECK ({writable})"]
