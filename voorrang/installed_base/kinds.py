"""Kinds of device (decision 17). Apart from the models, so that reading a file needs no database."""

from django.db.models import TextChoices
from django.utils.translation import gettext_lazy as _


class Kind(TextChoices):
    """What a unit is. Desktop includes all-in-one and mini, laptop convertible and detachable.

    A unit whose model nobody has settled is `UNKNOWN`: it belongs to no scope, and decisions about it stay open.
    """

    DESKTOP = "desktop", _("Desktop")
    LAPTOP = "laptop", _("Laptop")
    WORKSTATION = "workstation", _("Workstation")
    RETAIL_POS = "retail_pos", _("Retail point of sale")
    THIN_CLIENT = "thin_client", _("Thin client")
    PRINTER = "printer", _("Printer")
    MONITOR = "monitor", _("Monitor")
    OTHER = "other", _("Other")
    UNKNOWN = "unknown", _("Not known yet")
