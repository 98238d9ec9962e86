"""People and groups as the customer's directory provisions them (SCIM 2.0, RFC 7643)."""

from typing import ClassVar

from django.db import models

from voorrang.accounts.models.people import CustomerRole
from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class ProvisionedUser(TenantModel):
    """A person as the directory names it. `contact` is the person here; one that comes back gets a new one."""

    user_name = models.CharField(max_length=254)
    external_id = models.CharField(max_length=254, blank=True)
    given_name = models.CharField(max_length=120, blank=True)
    family_name = models.CharField(max_length=120, blank=True)
    display_name = models.CharField(max_length=120, blank=True)
    email = models.EmailField(blank=True)
    role = models.CharField(max_length=32, choices=CustomerRole, blank=True)
    """What the directory says of the person itself; groups go before it."""
    active = models.BooleanField(default=True)
    contact = TenantForeignKey("accounts.Contact", null=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()
    deleted_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "user_name"],
                condition=models.Q(deleted_at__isnull=True),
                name="accounts_provisioned_name",
            ),
        ]


class ProvisionedGroup(TenantModel):
    """A group of the directory. Its name says which role it gives; a name that names none gives none."""

    display_name = models.CharField(max_length=120)
    external_id = models.CharField(max_length=254, blank=True)
    role = models.CharField(max_length=32, choices=CustomerRole, blank=True)
    created_at = models.DateTimeField()
    changed_at = models.DateTimeField()

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "display_name"], name="accounts_provisioned_group"),
        ]


class GroupMember(TenantModel):
    """A provisioned person in a provisioned group."""

    group = TenantForeignKey("accounts.ProvisionedGroup")
    user = TenantForeignKey("accounts.ProvisionedUser")

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "group", "user"], name="accounts_group_member"),
        ]
