"""What the code declares of every table, for the schema lint and the proof of the walls."""

from django.apps import apps
from django.conf import settings

from voorrang.lib.tenancy import TableClass, TenantForeignKey, Wall
from voorrang.lib.tenancy.schema_lint import Table


def declared_tables() -> dict[str, Table]:
    """Return the declaration of each table by name: a model's own, or that of its library in `TABLE_CLASSES`."""
    tables = {"django_migrations": Table("django_migrations", TableClass.LOCAL, Wall.NONE)}
    for model in apps.get_models(include_auto_created=True):
        if not model._meta.managed and not model._meta.db_table.startswith("procrastinate_"):
            continue
        name = model._meta.db_table
        keys = [field.column for field in model._meta.local_fields if isinstance(field, TenantForeignKey)]
        table_class = getattr(model, "table_class", None) or _of_library(name)
        if table_class is None:
            continue
        wall, append_only = getattr(model, "wall", Wall.NONE), getattr(model, "append_only", False)
        tables[name] = Table(name, TableClass(table_class), wall, frozenset(keys), append_only)
    for name in LIBRARY_TABLES:
        tables[name] = Table(name, TableClass.LOCAL, Wall.NONE)
    return tables


def _of_library(table: str) -> str | None:
    return next((kind for prefix, kind in settings.TABLE_CLASSES.items() if table.startswith(prefix)), None)


LIBRARY_TABLES: tuple[str, ...] = ()
"""Tables that a library makes without a model."""
