"""Settling what a model is, once for all customers, by a named operator (E.8)."""

from datetime import datetime
from typing import Any
from uuid import UUID

from django.db import transaction
from django.utils.translation import gettext as _

from voorrang.audit.actions import record, record_system
from voorrang.audit.actor import Actor
from voorrang.installed_base.actions import confirm_eligibility
from voorrang.installed_base.fleet_import.comparing import uuid7_in_sql
from voorrang.installed_base.fleet_import.loading import run
from voorrang.installed_base.fleet_import.planning import by_hash
from voorrang.installed_base.fleet_import.running import lock_fleet
from voorrang.installed_base.fleet_import.writing import VERSION_FIELDS, list_unsettled
from voorrang.installed_base.kinds import Kind
from voorrang.installed_base.models import Import, Product, UnsettledModel
from voorrang.rules.kinds import settled_name

MOST_NOTE = 200

_FIND = (
    "DROP TABLE IF EXISTS pg_temp.fleet_settled",
    r"""CREATE TEMP TABLE fleet_settled ON COMMIT DROP AS
    SELECT row_number() OVER ()::int AS number, x.* FROM (
        SELECT DISTINCT ON (v.id) v.id, p.kind, p.commercial
        FROM installed_base_deviceversion v
        JOIN installed_base_device d ON d.customer_id = v.customer_id AND d.id = v.device_id
        JOIN installed_base_product p ON p.withdrawn_at IS NULL AND lower(p.maker) = lower(d.maker)
            AND ((p.base_number <> '' AND p.base_number = d.base_number)
                OR (p.base_number = '' AND p.name = upper(regexp_replace(trim(v.model), '\s+', ' ', 'g'))))
        WHERE v.customer_id = %(customer)s AND v.valid_until IS NULL AND v.superseded_at IS NULL
            AND (v.kind_from <> 'told' OR v.kind = 'unknown')
        ORDER BY v.id, p.base_number DESC
    ) x JOIN installed_base_deviceversion w ON w.customer_id = %(customer)s AND w.id = x.id
    WHERE (w.kind, w.commercial) IS DISTINCT FROM (x.kind, x.commercial)""",
)
_KEPT_FIELDS = [name for name in VERSION_FIELDS if name not in {"kind", "commercial", "kind_from"}]
_KEPT = ", ".join(_KEPT_FIELDS)
_OF_VERSION = ", ".join(f"v.{name}" for name in _KEPT_FIELDS)
_WRITE = (
    """UPDATE installed_base_deviceversion v SET superseded_at = %(at)s, superseded_by_id = %(batch)s
    FROM fleet_settled s WHERE v.customer_id = %(customer)s AND v.id = s.id""",
    # A unit does not change its kind: what was recorded was not known, so the whole period is recorded anew.
    f"""INSERT INTO installed_base_deviceversion (id, customer_id, device_id, {_KEPT}, kind, commercial, kind_from, ended_as,
        valid_from, valid_until, recorded_at, superseded_at, batch_id)
    SELECT {uuid7_in_sql("s.number")}, v.customer_id, v.device_id, {_OF_VERSION},
        s.kind, s.commercial, 'ruling', v.ended_as, v.valid_from, NULL, %(at)s, NULL, %(batch)s
    FROM fleet_settled s JOIN installed_base_deviceversion v ON v.customer_id = %(customer)s AND v.id = s.id""",
)


class ModelNotUsable(ValueError):
    """A model cannot be settled so; the message says what to change."""


def settle_model(
    *, maker: str, base_number: str, name: str, kind: str, commercial: bool, note: str, by: Actor, at: datetime
) -> Product:
    """Say what all units of a model are. The product number decides; without one, the model's name.

    What was settled before is withdrawn. Devices follow by `apply_settled`, customer by customer, where no list says
    otherwise. Raises `ModelNotUsable`.
    """
    base_number, name = base_number.strip().upper(), "" if base_number.strip() else settled_name(name)
    if kind not in set(Kind.values) - {Kind.UNKNOWN}:
        raise ModelNotUsable(_("Choose what it is; “other” for what is never eligible."))
    if not maker.strip() or not (base_number or name):
        raise ModelNotUsable(_("Name the maker, and the product number or the model."))
    withdraw_product(maker=maker, base_number=base_number, name=name, by=by, at=at)
    product: Product = Product.objects.create(
        maker=maker.strip(),
        base_number=base_number,
        name=name,
        kind=kind,
        commercial=commercial,
        note=note.strip()[:MOST_NOTE],
        settled_at=at,
        settled_by=by.id,
    )
    record_system("product.settled", by=by, at=at, data={"product": str(product.id), "kind": kind})
    return product


def withdraw_product(*, maker: str, base_number: str, name: str, by: Actor, at: datetime) -> int:
    """Take back what was settled of a model; devices keep what they are until a list or a ruling says otherwise."""
    standing = Product.objects.filter(
        maker__iexact=maker.strip(), base_number=base_number, name=name, withdrawn_at=None
    )
    withdrawn = standing.update(withdrawn_at=at)
    if withdrawn:
        record_system("product.withdrawn", by=by, at=at, data={"products": withdrawn})
    return withdrawn


def customers_with(maker: str, base_number: str, name: str) -> list[UUID]:
    """Return the customers that have units of a model which nobody had settled."""
    units = UnsettledModel.objects.filter(maker__iexact=maker.strip())
    units = (
        units.filter(base_number=base_number) if base_number else units.filter(base_number="", model=settled_name(name))
    )
    return list(units.values_list("customer_id", flat=True).distinct())


def apply_settled(*, customer_id: UUID, by: Actor, at: datetime) -> Import | None:
    """Give the selected customer's devices the kinds that were settled, as one reversible step; None: nothing differs."""
    lock_fleet(customer_id)
    values: dict[str, Any] = {"customer": customer_id, "at": at, "ms": int(at.timestamp() * 1000)}
    with transaction.atomic(), by_hash():
        found = [run(statement, values) for statement in _FIND][-1]
        if not found:
            list_unsettled(customer_id)
            return None
        batch: Import = Import.objects.create(
            customer_id=customer_id,
            file_name=_("Kinds settled"),
            digest="",
            source="settled",
            origin=Import.Origin.RULING,
            imported_at=at,
            imported_by=by.id,
            rows=found,
            changed=found,
        )
        for statement in _WRITE:
            run(statement, values | {"batch": batch.id})
        list_unsettled(customer_id)
    record("fleet.kinds_settled", subject_kind="import", subject_id=batch.id, by=by, at=at, data={"devices": found})
    confirm_eligibility(by=by, at=at)
    return batch
