"""An import: one file, all or nothing, and one reversible step."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from voorrang.lib.tenancy import TenantForeignKey, TenantModel


class Import(TenantModel):
    """One file taken in. Counts say what it did; the versions that it brought carry its id."""

    class Origin(models.TextChoices):
        """How it came."""

        PAGE = "page", _("Page")
        API = "api", _("API")
        COMMAND = "command", _("Command")
        FOLDER = "folder", _("Watched folder")
        RULING = "ruling", _("Kind settled")
        LOOKUP = "lookup", _("Vendor's look-up")
        MOVE = "move", _("Handed over")

    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64)
    source = models.CharField(max_length=32, db_default="own", default="own")
    """The preset, or `mapping` for columns that a person assigned."""
    origin = models.CharField(max_length=8, choices=Origin, db_default=Origin.PAGE, default=Origin.PAGE)
    is_full_list = models.BooleanField(db_default=False, default=False)
    """Whether a device that it leaves out is gone."""
    imported_at = models.DateTimeField()
    imported_by = models.UUIDField(null=True)
    rows = models.PositiveIntegerField()
    new = models.PositiveIntegerField(default=0)
    changed = models.PositiveIntegerField(default=0)
    moved = models.PositiveIntegerField(db_default=0, default=0)
    """Those of the changed ones that are now in another country, affiliate or site."""
    gone = models.PositiveIntegerField(db_default=0, default=0)
    unchanged = models.PositiveIntegerField(default=0)
    covers = models.PositiveIntegerField(default=0)
    undone_at = models.DateTimeField(null=True)
    undone_by = models.UUIDField(null=True)


class FleetUpload(TenantModel):
    """A fleet file that was sent and waits for its confirmation, after the dry run. Taken in or dropped, it is deleted.

    Its bytes, and what was read from them, lie on the disk (`lib/files`) under `id` and `outcome_file`. It is read
    (`read_at`), compared (`compared_at`), confirmed (`confirmed_at`) and written; after a crash it goes on from the
    last of these.
    """

    file_name = models.CharField(max_length=255)
    digest = models.CharField(max_length=64, db_default="", default="")
    size = models.BigIntegerField(db_default=0, default=0)
    create_places = models.BooleanField(default=False)
    is_full_list = models.BooleanField(default=False)
    source = models.CharField(max_length=32, blank=True)
    mapping = models.JSONField(null=True)
    uploaded_at = models.DateTimeField()
    uploaded_by = models.UUIDField(null=True)
    read_at = models.DateTimeField(null=True)
    compared_at = models.DateTimeField(null=True)
    confirmed_at = models.DateTimeField(null=True)
    confirmed_by = models.UUIDField(null=True)
    outcome = models.JSONField(null=True)
    """What the last step found: counts, questions, refusals (`fleet_import.report`)."""
    outcome_file = models.UUIDField(null=True)


class SavedMapping(TenantModel):
    """Which column of a customer's own list is which of ours, made once."""

    name = models.CharField(max_length=80)
    mapping = models.JSONField()
    header_digest = models.CharField(max_length=64, blank=True)
    """Of the header it was made for: the same header is recognised."""
    made_at = models.DateTimeField()
    made_by = models.UUIDField(null=True)
    dropped_at = models.DateTimeField(null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["customer", "name"],
                condition=models.Q(dropped_at__isnull=True),
                name="installed_mapping_name",
            ),
        ]


class VendorAnswer(TenantModel):
    """What a vendor's look-up said of a device, the last time it was asked."""

    device = TenantForeignKey("installed_base.Device")
    gateway = models.CharField(max_length=16)
    asked_at = models.DateTimeField()
    is_known = models.BooleanField()
    answer = models.JSONField(default=list)
    batch = TenantForeignKey("installed_base.Import", null=True)

    class Meta(TenantModel.Meta):
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["customer", "device", "gateway"], name="installed_answer_device"),
        ]
