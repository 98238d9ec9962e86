"""Who was on the list of callers when, who called, and who waits for the lead's word (E.2, T1.3)."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.models.customers import Contact
from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class ContactVersion(TenantModel):
    """What a contact was to the helpdesk over a half-open period, and who said so. Names and numbers are the contact's.

    The roles of the same person are its memberships. A contact without a version is what it was when it was added.
    """

    contact = TenantForeignKey("accounts.Contact")
    standing = models.CharField(max_length=16, choices=Contact.Standing)
    scope = models.CharField(max_length=16, choices=Contact.Scope)
    site = TenantForeignKey("accounts.Site", null=True)
    country = models.CharField(max_length=2, blank=True)
    partner = TenantForeignKey("accounts.Partner", null=True)
    helpdesk = TenantForeignKey("accounts.Helpdesk", null=True)
    starts_at = models.DateTimeField()
    ends_at = models.DateTimeField(null=True)
    recorded_at = models.DateTimeField()
    recorded_by = models.UUIDField(null=True)

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [models.Index(fields=["customer", "contact", "starts_at"], name="accounts_version_contact")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "contact"],
                condition=models.Q(ends_at__isnull=True),
                name="accounts_version_open",
            ),
        ]


class ContactUpload(TenantModel):
    """A caller list that was sent and waits for its confirmation, after the dry run. Taken in or dropped, it is deleted."""

    file_name = models.CharField(max_length=255)
    content = models.BinaryField()
    ends_missing = models.BooleanField(default=False)
    invites = models.BooleanField(default=False)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    """Set while a job takes a long list in."""


class ContactImport(TenantModel):
    """A caller list that was taken in, whole."""

    file_name = models.CharField(max_length=255)
    imported_at = models.DateTimeField()
    imported_by = models.UUIDField(null=True)
    rows = models.PositiveIntegerField()
    new = models.PositiveIntegerField()
    changed = models.PositiveIntegerField()
    unchanged = models.PositiveIntegerField()
    ended = models.PositiveIntegerField()
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)


class ContactImportLine(TenantModel):
    """What an import did to one contact, as long as it can be undone."""

    class Kind(models.TextChoices):
        """What was done."""

        NEW = "new", _("new")
        CHANGED = "changed", _("changed")
        ENDED = "ended", _("removed")

    batch = TenantForeignKey("accounts.ContactImport")
    contact = TenantForeignKey("accounts.Contact")
    kind = models.CharField(max_length=8, choices=Kind)
    before = models.JSONField(default=dict)
    after = models.JSONField(default=dict)

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [models.Index(fields=["customer", "batch"], name="accounts_import_line")]


class Call(TenantModel):
    """One call: the PIN as it was checked, who called as far as is known, and what came of it."""

    class Outcome(models.TextChoices):
        """How far the call came: the PIN check, then the decision."""

        VERIFIED = "verified", _("PIN verified")
        REVOKED = "revoked", _("PIN no longer valid")
        ENTITLED = "entitled", _("Support given")
        CONDITIONAL = "conditional", _("On condition")
        CHARGEABLE = "chargeable", _("Chargeable")
        BASE_WARRANTY = "base_warranty", _("Base warranty")
        REFUSED = "refused", _("Refused")

    called_at = models.DateTimeField()
    helpdesk = TenantForeignKey("accounts.Helpdesk", null=True)
    contact = TenantForeignKey("accounts.Contact", null=True)
    """The caller, where the number was on the list or the person was named."""
    name = models.CharField(max_length=120, blank=True)
    """As the caller said it; empty for a contact."""
    number = models.CharField(max_length=40, blank=True)
    outcome = models.CharField(max_length=16, choices=Outcome)
    taken_by = models.UUIDField(null=True)
    decision_id = models.UUIDField(null=True)
    case_id = models.UUIDField(null=True)
    case_number = models.CharField(max_length=32, blank=True)

    class Meta(TenantModel.Meta):
        indexes: ClassVar = [models.Index(fields=["customer", "-called_at"], name="accounts_call_time")]


class Admission(TenantModel):
    """Somebody on no list whom an agent let claim, until the helpdesk's lead says yes or no (E.2)."""

    class Answer(models.TextChoices):
        """How it ended."""

        APPROVED = "approved", _("approved")
        DECLINED = "declined", _("declined")
        LAPSED = "lapsed", _("no answer in time")

    name = models.CharField(_("name"), max_length=120)
    number = models.CharField(_("phone"), max_length=40)
    reason = models.CharField(_("why"), max_length=500)
    helpdesk = TenantForeignKey("accounts.Helpdesk", null=True)
    call = TenantForeignKey("accounts.Call", null=True)
    asked_at = models.DateTimeField()
    asked_by = models.UUIDField(null=True)
    expires_at = models.DateTimeField()
    answer = models.CharField(max_length=16, choices=Answer, blank=True)
    answered_at = models.DateTimeField(null=True)
    answered_by = models.UUIDField(null=True)
    answer_reason = models.CharField(max_length=500, blank=True)
    contact = TenantForeignKey("accounts.Contact", null=True)
    """The contact that it became."""

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "number"],
                condition=models.Q(answer=""),
                name="accounts_admission_open",
            ),
        ]
