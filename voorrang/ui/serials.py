"""Serial numbers as people type them: several in one field, in any case, with anything between."""

from django import forms
from django.utils.translation import gettext_lazy as _

MOST_SERIALS = 50
LONGEST_SERIAL = 64


def read_serials(text: str) -> tuple[str, ...]:
    """Split and tidy serials; the same one twice counts once. Raises `ValidationError` for too many, or one too long."""
    words = text.replace(",", " ").replace(";", " ").upper().split()
    serials = tuple(dict.fromkeys(words))
    if len(serials) > MOST_SERIALS:
        raise forms.ValidationError(_("A case takes at most 50 devices. Open another one for the rest."))
    long = next((serial for serial in serials if len(serial) > LONGEST_SERIAL), "")
    if long:
        message = _("%(start)s… is longer than a serial number can be. Put spaces between serial numbers.")
        raise forms.ValidationError(message, params={"start": long[:20]})
    return serials
