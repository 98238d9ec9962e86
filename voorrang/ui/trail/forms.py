"""What an auditor asks of a trail."""

from collections.abc import Sequence
from datetime import datetime, timedelta
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from voorrang.audit.queries import LARGEST_SAMPLE, Population, Sample
from voorrang.ui.days import DayField, after, midnight
from voorrang.ui.people_forms import offer, plain

USUAL_PERIOD = timedelta(days=30)
ACTORS = (
    ("user", _("Person")),
    ("token", _("Connected system")),
    ("caller", _("Caller with a PIN")),
    ("system", pgettext_lazy("who acts", "The software itself")),
)


class TrailForm(forms.Form):
    """Period, filters, and the sample to draw."""

    since = DayField(label=_("First day"))
    until = DayField(label=_("Last day"))
    type = forms.ChoiceField(label=_("What happened"), required=False)
    actor_kind = forms.ChoiceField(label=_("Who acted"), required=False, choices=[("", _("anybody")), *ACTORS])
    actor_id = forms.UUIDField(
        label=_("Id of who acted"), required=False, error_messages={"invalid": _("Copy the whole id from a row.")}
    )
    subject_id = forms.UUIDField(
        label=_("Id of the subject"), required=False, error_messages={"invalid": _("Copy the whole id from a row.")}
    )
    sample = forms.IntegerField(
        label=_("Rows in a random sample"),
        required=False,
        min_value=1,
        max_value=LARGEST_SAMPLE,
        help_text=_("Empty: the whole population."),
    )
    seed = forms.CharField(
        label=_("Seed"),
        required=False,
        max_length=64,
        help_text=_("The same seed draws the same rows again. Empty: a new one."),
    )

    def __init__(self, data: Any, *, types: Sequence[str]) -> None:
        super().__init__(data)
        offer(self, "type", [("", _("anything")), *((one, one) for one in types)])

    def clean_seed(self) -> str:
        """Refuse what no database keeps."""
        return plain(str(self.cleaned_data["seed"]))

    def clean(self) -> dict[str, Any]:
        """The first day lies before the last."""
        said: dict[str, Any] = super().clean() or self.cleaned_data
        if said.get("since") and said.get("until") and said["until"] < said["since"]:
            self.add_error("until", _("The last day lies before the first. Choose a later one."))
        return said

    def population(self) -> Population:
        """Return what was asked for, once it is valid."""
        said = self.cleaned_data
        ends_at = after(said["until"])
        return Population(
            since=midnight(said["since"]),
            until=ends_at or midnight(said["until"]),
            type=said["type"],
            actor_kind=said["actor_kind"],
            actor_id=said["actor_id"],
            subject_id=said["subject_id"],
        )

    def drawn(self) -> Sample | None:
        """Return the sample that was asked for, or None for the whole population."""
        said = self.cleaned_data
        return Sample(said["sample"], said["seed"]) if said["sample"] else None


def usual(at: datetime) -> dict[str, str]:
    """Return what is asked before anybody has asked: the last thirty days."""
    return {"since": (at - USUAL_PERIOD).date().isoformat(), "until": at.date().isoformat()}
