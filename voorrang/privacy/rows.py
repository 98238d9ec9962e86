"""Which rows of a mapped model speak of a person, belong to a case, or were written by somebody."""

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from django.db.models import Q, QuerySet, TextField
from django.db.models.fields.json import JSONField
from django.db.models.functions import Cast

from voorrang.lib.tenancy import TableClass
from voorrang.privacy.data_map import LABEL, WORDS, Mapped
from voorrang.privacy.people import Someone
from voorrang.privacy.traces import Traces


def rows_of(entry: Mapped, person: Someone) -> QuerySet[Any]:
    """Return the rows about the person and those that the person wrote."""
    return _all(entry, person.customer_id).filter(_belongs(entry, person))


def rows_naming(entry: Mapped, customer_id: UUID, found: Traces) -> QuerySet[Any]:
    """Return the rows of one customer whose texts name the person. Rows without a customer are all looked at."""
    rows = _all(entry, customer_id)
    names = _searchable(entry)
    if not names or not found.pattern:
        return rows.none()
    wanted = Q()
    for name in names:
        if isinstance(entry.model._meta.get_field(name), JSONField):
            rows = rows.annotate(**{f"text_of_{name}": Cast(name, TextField())})
            wanted |= Q(**{f"text_of_{name}__iregex": found.pattern})
        else:
            wanted |= Q(**{f"{name}__iregex": found.pattern})
    return rows.filter(wanted)


def rows_of_cases(entry: Mapped, case_ids: Iterable[UUID], customer_id: UUID) -> QuerySet[Any]:
    """Return the rows of these cases."""
    return _all(entry, customer_id).filter(**{f"{entry.case}__in": list(case_ids)})


def _all(entry: Mapped, customer_id: UUID) -> QuerySet[Any]:
    """Every row that may be the customer's: of a walled table the customer's, of a shared one all."""
    model = entry.model
    columns = {one.attname for one in model._meta.local_fields}
    if getattr(model, "table_class", None) is TableClass.TENANT or "customer_id" not in columns:
        return model.objects.all()  # type: ignore[no-any-return]
    rows: QuerySet[Any] = model.objects.filter(Q(customer_id=customer_id) | Q(customer_id__isnull=True))
    return rows


def _belongs(entry: Mapped, person: Someone) -> Q:
    wanted = Q(pk__in=[])
    for whose, column in entry.about:
        wanted |= Q(**{f"{column}__in": person.contacts if whose == "contact" else person.users})
    for column in entry.by:
        wanted |= Q(**{f"{column}__in": person.actors})
    return wanted


def _searchable(entry: Mapped) -> list[str]:
    """Texts to look through: what identifies belongs to somebody, and a namesake is somebody else. Bytes are read apart."""
    fields = [entry.model._meta.get_field(name) for name in entry.of(WORDS, LABEL)]
    return [one.name for one in fields if one.get_internal_type() != "BinaryField"]
