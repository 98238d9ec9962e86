"""Bases for models. Every model declares its table class; the schema lint compares the declaration with the catalogue."""

from enum import StrEnum
from typing import Any, ClassVar

from django.db import models

from voorrang.lib.ids import uuid7
from voorrang.lib.tenancy.context import NoCustomerSelected, current_customer


class TableClass(StrEnum):
    """Who owns a table's rows (`tenancy.md`, 1)."""

    TENANT = "tenant"
    """One customer's rows: walled, keyed by customer."""
    REFERENCE = "reference"
    """Shared and small: countries, products, users, editions, the directory."""
    LOCAL = "local"
    """This installation's own: jobs, sessions, cross-customer projections, stock."""


class Wall(StrEnum):
    """Which policy guards a table."""

    CUSTOMER = "customer"
    """Rows of the selected customer only. Every tenant table."""
    DIRECTORY = "directory"
    """The rows of one look-up key, or of the selected customer."""
    PROJECTION = "projection"
    """All rows for the vendor's people, else those of the selected customer."""
    VENDOR = "vendor"
    """The vendor's people read; anybody's transaction may append."""
    NONE = "none"


class TenantManager(models.Manager[Any]):
    """Scopes every query to the selected customer: the first wall."""

    def get_queryset(self) -> models.QuerySet[Any]:
        """Return the selected customer's rows. Raises `NoCustomerSelected`."""
        customer_id = current_customer()
        if customer_id is None:
            raise NoCustomerSelected(self.model.__name__)
        return super().get_queryset().filter(customer_id=customer_id)


class TenantModel(models.Model):
    """One customer's rows. The database's primary key is (customer_id, id), made by `BuildWall` in the migration."""

    table_class: ClassVar[TableClass] = TableClass.TENANT
    wall: ClassVar[Wall] = Wall.CUSTOMER

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    customer = models.ForeignKey("accounts.Customer", models.PROTECT, db_index=False, related_name="+")

    objects = TenantManager()

    class Meta:
        abstract = True
        base_manager_name = "objects"


class ReferenceModel(models.Model):
    """A shared row."""

    table_class: ClassVar[TableClass] = TableClass.REFERENCE
    wall: ClassVar[Wall] = Wall.NONE

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class LocalModel(models.Model):
    """A row of this installation, never shared and never sharded."""

    table_class: ClassVar[TableClass] = TableClass.LOCAL
    wall: ClassVar[Wall] = Wall.NONE

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)

    class Meta:
        abstract = True


class TenantForeignKey(models.ForeignKey[Any, Any]):
    """A reference between two rows of one customer: joins on the customer too, and is composite in the database."""

    def __init__(self, to: Any, on_delete: Any = models.PROTECT, **options: Any) -> None:
        # The composite constraint of `BuildWall` takes the place of Django's single-column one.
        options["db_constraint"] = False
        options.setdefault("db_index", False)
        options.setdefault("related_name", "+")
        super().__init__(to, on_delete, **options)

    def get_joining_fields(self, reverse_join: bool = False) -> Any:  # noqa: FBT001, FBT002 -- Django's signature
        """Join on (customer, id), so that a distributed database stays on one shard."""
        left = self.model._meta.get_field("customer")
        right = self.remote_field.model._meta.get_field("customer")
        pair = (right, left) if reverse_join else (left, right)
        return (*super().get_joining_fields(reverse_join), pair)

    def get_extra_descriptor_filter(self, instance: Any) -> dict[str, Any]:
        """Look the other row up within the same customer."""
        return {"customer_id": instance.customer_id}
