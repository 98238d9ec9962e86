"""The customer: the group that signs the contract, its legal entities, places and people."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import ReferenceModel, TenantForeignKey, TenantModel


class Customer(ReferenceModel):
    """A group that buys the programme. `code` is globally unique and the prefix of its case numbers (`tenancy.md`, 10)."""

    code = models.CharField(_("code"), max_length=12, unique=True)
    name = models.CharField(_("name"), max_length=120)
    head_office_country = models.CharField(_("head office country"), max_length=2)
    language = models.CharField(_("language"), max_length=16, default="en")
    programme = models.CharField(max_length=64)
    created_at = models.DateTimeField()

    class Meta:
        ordering: ClassVar = ["name"]

    def __str__(self) -> str:
        return self.name


class Affiliate(TenantModel):
    """A legal entity of the customer, in one country."""

    code = models.CharField(_("code"), max_length=32)
    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(_("country"), max_length=2)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "code"], name="accounts_affiliate_code")]

    def __str__(self) -> str:
        return self.name


class Site(TenantModel):
    """A place where devices stand. `zone` is an IANA name."""

    affiliate = TenantForeignKey("accounts.Affiliate")
    code = models.CharField(_("code"), max_length=32)
    name = models.CharField(_("name"), max_length=120)
    country = models.CharField(_("country"), max_length=2)
    zone = models.CharField(_("time zone"), max_length=64)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [models.UniqueConstraint(fields=["customer", "code"], name="accounts_site_code")]

    def __str__(self) -> str:
        return self.name


class Partner(TenantModel):
    """An authorised service provider that runs the customer's helpdesk (E.2), for a half-open period."""

    name = models.CharField(_("name"), max_length=120)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    warned_days = models.PositiveSmallIntegerField(null=True)
    """Of how many days before the end the last warning told."""

    def __str__(self) -> str:
        return self.name


class Contact(TenantModel):
    """A person the customer has named. Only helpdesk staff, its own or its partner's, may claim (E.2)."""

    class Standing(models.TextChoices):
        """What the person is to the helpdesk."""

        HELPDESK = "helpdesk", _("Helpdesk staff")
        PARTNER = "partner", _("Partner's helpdesk staff")
        END_USER = "end_user", _("End user")

    class Scope(models.TextChoices):
        """Whose cases and devices the person may see."""

        OWN = "own", _("Own cases")
        SITE = "site", _("One site")
        COUNTRY = "country", _("One country")
        ALL = "all", _("The whole customer")

    name = models.CharField(_("name"), max_length=120)
    email = models.EmailField(_("mail address"), blank=True)
    phone = models.CharField(_("phone"), max_length=32, blank=True)
    standing = models.CharField(_("standing"), max_length=16, choices=Standing)
    scope = models.CharField(_("scope"), max_length=16, choices=Scope, default=Scope.OWN)
    site = TenantForeignKey("accounts.Site", null=True)
    country = models.CharField(_("country"), max_length=2, blank=True)
    partner = TenantForeignKey("accounts.Partner", null=True)
    helpdesk = TenantForeignKey("accounts.Helpdesk", null=True)
    """Where the person works; None where the customer does not say."""
    language = models.CharField(_("language"), max_length=16, default="en")
    created_at = models.DateTimeField()
    ended_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [
            models.Index(fields=["customer", "email"], name="accounts_contact_email"),
            models.Index(fields=["customer", "phone"], name="accounts_contact_phone"),
        ]

    def __str__(self) -> str:
        return self.name
