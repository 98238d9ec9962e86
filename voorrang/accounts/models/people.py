"""People who sign in: a user, and what makes the user the customer's or the vendor's (decision 11)."""

from typing import Any, ClassVar

from django.contrib.auth.base_user import AbstractBaseUser, BaseUserManager
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.ids import uuid7
from voorrang.lib.tenancy import LocalModel, TableClass, TenantForeignKey, TenantModel, Wall


class UserManager(BaseUserManager["User"]):
    """Makes users. There is no superuser: nobody stands above the walls."""

    def create_user(self, email: str, *, name: str, password: str | None = None, **fields: Any) -> "User":
        """Return a stored user. Without a password the user can only set one by invitation."""
        user = self.model(email=self.normalize_email(email).lower(), name=name, **fields)
        user.set_password(password)
        user.save(using=self._db)
        return user


class User(AbstractBaseUser):
    """A person who signs in by mail address."""

    table_class: ClassVar[TableClass] = TableClass.REFERENCE
    wall: ClassVar[Wall] = Wall.NONE

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    email = models.EmailField(_("mail address"), unique=True)
    name = models.CharField(_("name"), max_length=120)
    language = models.CharField(_("language"), max_length=16, default="en")
    zone = models.CharField(_("time zone"), max_length=64, default="UTC")
    is_active = models.BooleanField(default=True)
    date_joined = models.DateTimeField(null=True)

    objects = UserManager()

    USERNAME_FIELD = "email"
    EMAIL_FIELD = "email"
    REQUIRED_FIELDS: ClassVar[list[str]] = ["name"]

    is_staff = False
    is_superuser = False

    def __str__(self) -> str:
        return self.name


class StaffRole(models.TextChoices):
    """What one of the vendor's people does."""

    SALES = "sales", _("Sales")
    AGENT = "agent", _("Agent")
    REMOTE_EXPERT = "remote_expert", _("Remote expert")
    SUPPORT_MANAGER = "support_manager", _("Support manager")
    TECHNICAL_EXPERT = "technical_expert", _("Technical expert")
    PLANNER = "planner", _("Parts planner")
    DISPATCHER = "dispatcher", _("Dispatcher")
    OPERATOR = "operator", _("Operator")
    VENDOR_AUDITOR = "vendor_auditor", _("Auditor")


class StaffMember(models.Model):
    """One of the vendor's people, with the roles and languages that routing and the permission map read."""

    table_class: ClassVar[TableClass] = TableClass.REFERENCE
    wall: ClassVar[Wall] = Wall.NONE

    id = models.UUIDField(primary_key=True, default=uuid7, editable=False)
    user = models.OneToOneField("accounts.User", models.PROTECT, related_name="staff_member")
    roles = ArrayField(models.CharField(max_length=32, choices=StaffRole))
    languages = ArrayField(models.CharField(max_length=16), default=list)
    country = models.CharField(max_length=2, blank=True)
    ended_at = models.DateTimeField(null=True)

    def __str__(self) -> str:
        return self.user.name


class Assignment(LocalModel):
    """A named person for a customer over a half-open period: remote expert, manager, technical expert, deputies.

    Local, for the vendor's people read it before any customer is selected: named roles open only those assigned.
    """

    wall: ClassVar[Wall] = Wall.PROJECTION

    customer = models.ForeignKey("accounts.Customer", models.PROTECT, related_name="+")
    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    role = models.CharField(max_length=32, choices=StaffRole)
    deputy = models.BooleanField(default=False)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)


class CustomerRole(models.TextChoices):
    """What a person may do in the portal."""

    HELPDESK_ENGINEER = "helpdesk_engineer", _("Helpdesk engineer")
    HELPDESK_LEAD = "helpdesk_lead", _("Helpdesk lead")
    EXECUTIVE = "executive", _("Executive")
    CUSTOMER_AUDITOR = "customer_auditor", _("Auditor")
    PARTNER_ENGINEER = "partner_engineer", _("Partner's engineer")


class Membership(TenantModel):
    """A user's access to one customer. A partner's person has several; the session selects one."""

    user = models.ForeignKey("accounts.User", models.PROTECT, related_name="+")
    contact = TenantForeignKey("accounts.Contact")
    role = models.CharField(max_length=32, choices=CustomerRole)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "user"],
                condition=models.Q(ends_at__isnull=True),
                name="accounts_membership_open",
            ),
        ]
