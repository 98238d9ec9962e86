"""One row for a customer in every walled table, made from the models themselves: a new table is planted unasked."""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from itertools import count
from typing import Any
from uuid import UUID, uuid4

from django.apps import apps
from django.db import models

from voorrang.accounts.models import Customer
from voorrang.lib.tenancy import TableClass, TenantForeignKey, Wall

AT = datetime(2026, 3, 2, 9, tzinfo=UTC)
_NUMBERS = count(1)
LATER = AT + timedelta(days=365)


def walled_models() -> list[type[models.Model]]:
    """Return every model with a wall, those that others reference first."""
    wanted = [model for model in apps.get_models() if getattr(model, "wall", Wall.NONE) is not Wall.NONE]
    ordered: list[type[models.Model]] = []

    def visit(model: type[models.Model]) -> None:
        if model in ordered:
            return
        for field in model._meta.local_fields:
            if isinstance(field, TenantForeignKey) and field.remote_field.model is not model:
                visit(field.remote_field.model)
        ordered.append(model)

    for model in wanted:
        visit(model)
    return ordered


def plant(owner: Any, customer_id: UUID) -> None:
    """Insert as the owner of the tables: shared rows that are referenced, then one row in every walled table."""
    made: dict[type[models.Model], UUID] = {Customer: customer_id}
    for model in [*_shared_models(), *walled_models()]:
        row = dict(_values(model, made, customer_id))
        columns = ", ".join(f'"{name}"' for name in row)
        marks = ", ".join(["%s"] * len(row))
        owner.execute(f"INSERT INTO {model._meta.db_table} ({columns}) VALUES ({marks})", list(row.values()))
        made[model] = row["id"]


def _shared_models() -> list[type[models.Model]]:
    needed: list[type[models.Model]] = [Customer]
    for model in walled_models():
        for field in model._meta.local_fields:
            target = field.remote_field.model if field.remote_field else None
            if target is None or target in needed or getattr(target, "table_class", None) is TableClass.TENANT:
                continue
            needed.append(target)
    return needed


def _values(model: type[models.Model], made: dict[Any, UUID], customer_id: UUID) -> Iterator[tuple[str, Any]]:
    for field in model._meta.local_concrete_fields:
        if field.generated:
            continue
        if field.primary_key:
            yield field.column, customer_id if model is Customer else uuid4()
        elif field.column == "customer_id":
            yield field.column, customer_id
        elif field.remote_field:
            yield field.column, made.get(field.remote_field.model)
        else:
            yield field.column, _value(field)


def _value(field: Any) -> Any:  # noqa: PLR0911 -- one line for each sort of column
    internal = field.get_internal_type()
    if internal == "DateTimeField":
        return LATER if field.name in {"ends_at", "expires_at"} else AT
    if internal == "DateField":
        return date(2026, 3, 2)
    if internal == "JSONField":
        return "{}"
    if internal == "ArrayField":
        return []
    if internal == "BooleanField":
        return False
    if internal == "UUIDField":
        return uuid4()
    if "Integer" in internal or internal == "DecimalField":
        return next(_NUMBERS) if field.unique else 1
    return uuid4().hex[: field.max_length or 32]
