"""Serial numbers as people type them: several in one field, in any case, with anything between.

Units of different products can share a serial number: `5CG1234567/7PS84A` says which one is meant.
"""

from typing import Any

from django import forms
from django.utils.translation import gettext as _

from voorrang.installed_base.queries import DeviceAsked, SerialAmbiguous

MOST_SERIALS = 50
LONGEST_SERIAL = 64


def read_serials(text: str) -> tuple[DeviceAsked, ...]:
    """Split and tidy serials; the same one twice counts once. Raises `ValidationError` for too many, or one too long."""
    words = text.replace(",", " ").replace(";", " ").upper().split()
    named = [word.partition("/") for word in dict.fromkeys(words)]
    serials = tuple(DeviceAsked(serial, product_number) for serial, _stroke, product_number in named)
    if len(serials) > MOST_SERIALS:
        raise forms.ValidationError(_("A case takes at most 50 devices. Open another one for the rest."))
    long = next(
        (part for one in serials for part in (one.serial, one.product_number) if len(part) > LONGEST_SERIAL), ""
    )
    if long:
        message = _("%(start)s… is longer than a serial number can be. Put spaces between serial numbers.")
        raise forms.ValidationError(message, params={"start": long[:20]})
    return serials


def say_which(error: SerialAmbiguous) -> Any:
    """Tell how to name one of the units that share a serial number."""
    facts = {"serial": error.serial, "numbers": ", ".join(error.product_numbers), "one": error.product_numbers[0]}
    text = _(
        "%(serial)s: several units have this serial number. Write the product number behind a stroke, as in "
        "%(serial)s/%(one)s. There are: %(numbers)s."
    )
    return text % facts
