"""What is typed about holds and erasures."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.privacy.models import Hold
from voorrang.ui.people_forms import plain

_REASON: dict[str, Any] = {"widget": forms.Textarea(attrs={"rows": 3}), "max_length": 2000}


class HoldForm(forms.Form):
    """What is held, and why. A person and a case are named by what stands on their page."""

    subject_kind = forms.ChoiceField(label=_("What is held"), choices=Hold.Subject.choices, widget=forms.RadioSelect)
    person = forms.CharField(
        label=_("Mail address of the person"), required=False, max_length=254, help_text=_("For a hold on a person.")
    )
    number = forms.CharField(
        label=_("Number of the case"), required=False, max_length=32, help_text=_("For a hold on a case.")
    )
    reason = forms.CharField(label=_("Why"), help_text=_("As in: the court's letter, with its number."), **_REASON)

    def clean(self) -> dict[str, Any]:
        """Ask for the one that the choice needs."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("subject_kind") == Hold.Subject.PERSON and not said.get("person"):
            self.add_error("person", _("Say whom to hold: type the mail address."))
        if said.get("subject_kind") == Hold.Subject.CASE and not said.get("number"):
            self.add_error("number", _("Say which case to hold: type its number."))
        for name in ("person", "number", "reason"):
            plain(str(said.get(name, "")))
        return said


class ErasureForm(forms.Form):
    """Why a person is erased, and under which names to look for it in texts."""

    reason = forms.CharField(label=_("Why"), help_text=_("The words go along with the person."), **_REASON)
    also = forms.CharField(
        label=_("Other names to look for"),
        required=False,
        help_text=_("One a line: a maiden name, a nickname that only this person has."),
        widget=forms.Textarea(attrs={"rows": 2}),
        max_length=500,
    )

    def clean(self) -> dict[str, Any]:
        """Refuse what no database keeps."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        for name in ("reason", "also"):
            plain(str(said.get(name, "")))
        return said
