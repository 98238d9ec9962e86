"""What an operator says of a model."""

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.installed_base.kinds import Kind
from voorrang.installed_base.settling import MOST_NOTE

COMMERCIAL, CONSUMER = "yes", "no"


class SettleForm(forms.Form):
    """What all units of the model are, for every customer."""

    maker = forms.CharField(widget=forms.HiddenInput, max_length=64)
    number = forms.CharField(widget=forms.HiddenInput, max_length=64, required=False)
    model = forms.CharField(widget=forms.HiddenInput, max_length=160, required=False)
    kind = forms.ChoiceField(
        label=_("What it is"),
        choices=[("", _("Choose")), *((word, text) for word, text in Kind.choices if word != Kind.UNKNOWN)],
        help_text=_("“Other” is never eligible: servers, phones, scanners."),
        error_messages={"required": _("Choose what it is.")},
    )
    commercial = forms.ChoiceField(
        label=_("Made for"),
        choices=[(COMMERCIAL, _("Companies")), (CONSUMER, _("Homes"))],
        widget=forms.RadioSelect,
        error_messages={"required": _("Say for whom it is made.")},
        help_text=_(
            "Printers are eligible only when they are made for companies; so are PCs for the two highest tiers."
        ),
    )
    note = forms.CharField(
        label=_("How you know"),
        max_length=MOST_NOTE,
        required=False,
        help_text=_("For instance the data sheet. Auditors read it."),
    )
