"""What a token may be allowed to do."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class TokenScope(models.TextChoices):
    """One group of API operations."""

    CASES_READ = "cases.read", _("Read cases")
    CASES_WRITE = "cases.write", _("Open and answer cases")
    CONTRACTS_READ = "contracts.read", _("Read contracts")
    DEVICES_READ = "devices.read", _("Read devices")
    DECISIONS_READ = "decisions.read", _("Read decisions and their reasons")
    CHECKS = "checks", _("Check entitlement without opening a case")
    PEOPLE_PROVISION = "people.provision", _("Add, change and remove people, for your directory (SCIM)")
