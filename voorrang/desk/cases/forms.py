"""What people of the vendor write on a case."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.cases.status import Act
from voorrang.cases.texts import LONGEST_BODY

WRITES: dict[Act, Any] = {
    Act.ANSWER: _("Answer"),
    Act.ASK_BACK: _("Ask back"),
    Act.NOTE: _("Internal note"),
    Act.RESOLVE: _("Resolve"),
    Act.CLOSE: _("Close"),
    Act.REOPEN: _("Reopen"),
}
"""What a text can be, in the order of the page."""
KEYS = {Act.ANSWER: "r", Act.ASK_BACK: "b", Act.NOTE: "n", Act.RESOLVE: "s", Act.CLOSE: "l", Act.REOPEN: "o"}
HINTS: dict[Act, Any] = {
    Act.ANSWER: _("The customer reads it."),
    Act.ASK_BACK: _("The customer reads it. The clocks stand still until it replies."),
    Act.NOTE: _("Only we read it. No clock moves."),
    Act.RESOLVE: _("The customer reads it, and closes the case or reopens it."),
    Act.CLOSE: _("The case ends. The customer can reopen it for some days."),
    Act.REOPEN: _("The customer reads it. The clocks run on."),
}


class WriteForm(forms.Form):
    """A text and what it is. `version` is that of the case as its writer read it."""

    act = forms.ChoiceField(label=_("What it is"), choices=[(str(act), words) for act, words in WRITES.items()])
    text = forms.CharField(
        label=_("Text"), required=False, max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class OwnerForm(forms.Form):
    """Who shall have the case. `seen` is the owner that the page showed, "" for none."""

    act = forms.ChoiceField(choices=[("take", ""), ("hand", ""), ("drop", "")])
    owner = forms.UUIDField(required=False)
    seen = forms.CharField(required=False, max_length=40)


class FindingsForm(forms.Form):
    """What the customer's helpdesk, or we, have found so far (D.2)."""

    found = forms.CharField(
        label=_("What was found so far"), max_length=5_000, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)
