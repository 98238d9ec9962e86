"""What named people decide: charge or decline (D.5), and exceptions."""

from datetime import date
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.ui.days import DayField
from voorrang.ui.names import OVERRIDES, name_of

LONGEST_REASON = 2_000


class ChoiceForm(forms.Form):
    """A named person's choice where a duty is not met or cover is missing (D.5)."""

    choice = forms.ChoiceField(
        label=_("What shall it be?"),
        choices=[("charge", _("Support, charged at the rates for material and labour")), ("decline", _("No support"))],
        widget=forms.RadioSelect,
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept with your name and role."),
    )


class OverrideForm(forms.Form):
    """An exception for one device, or for the whole customer. It ends by itself."""

    kind = forms.ChoiceField(label=_("Kind"), widget=forms.RadioSelect)
    serial = forms.CharField(
        label=_("Serial number"),
        required=False,
        max_length=64,
        help_text=_("Empty: for every device of the customer."),
    )
    expires_on = DayField(label=_("Last day"))
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("It is kept with your name and role."),
    )

    def __init__(self, *args: Any, kinds: list[str], latest_on: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["kind"]
        field.choices = [(kind, OVERRIDES.get(kind, name_of("override", kind))) for kind in kinds]
        self.fields["expires_on"].widget.attrs["max"] = latest_on.isoformat()
