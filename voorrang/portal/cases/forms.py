"""Opening a case, writing in it, and objecting to a decision."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.cases.status import Act
from voorrang.cases.texts import LONGEST_BODY, LONGEST_TITLE
from voorrang.installed_base.queries import DeviceAsked
from voorrang.ui.names import IMPACTS
from voorrang.ui.serials import read_serials
from voorrang.ui.wording import language_text

LONGEST_FINDINGS = 5_000

WRITES: dict[Act, Any] = {Act.REPLY: _("Reply"), Act.CLOSE: _("Close the case"), Act.REOPEN: _("Reopen")}
"""What the customer's words can be, in the order of the page."""
KEYS = {Act.REPLY: "r", Act.CLOSE: "l", Act.REOPEN: "o"}
HINTS: dict[Act, Any] = {
    Act.REPLY: _("The vendor's people read it."),
    Act.CLOSE: _("The case ends. You can reopen it for some days. Words are welcome, not needed."),
    Act.REOPEN: _("Say what is still wrong. The clocks run on."),
}


class CaseForm(forms.Form):
    """What a helpdesk engineer says about the trouble. A question needs no device."""

    title = forms.CharField(
        label=_("Symptom"),
        max_length=LONGEST_TITLE,
        help_text=_("In a few words, as in: does not power on."),
        error_messages={"required": _("Say in a few words what is wrong.")},
    )
    serials = forms.CharField(
        label=_("Serial numbers"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false", "autocapitalize": "characters"}),
        help_text=_("One or several, with spaces or commas between. None for a question."),
    )
    body = forms.CharField(
        label=_("What happens"), required=False, max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 5})
    )
    found = forms.CharField(
        label=_("What you found"),
        required=False,
        max_length=LONGEST_FINDINGS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("With your findings we skip the usual questions; without them the answer is conditional."),
    )
    steps = forms.CharField(
        label=_("What you tried"),
        required=False,
        max_length=LONGEST_FINDINGS,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("Steps taken, and what each showed."),
    )
    impact = forms.ChoiceField(label=_("Who is stopped"), choices=list(IMPACTS.items()))
    language = forms.ChoiceField(label=_("Answer me in"))

    def __init__(self, *args: Any, languages: list[str], shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["language"]
        field.choices = sorted(((code, language_text(code, shown_in)) for code in languages), key=lambda one: one[1])

    def clean_serials(self) -> tuple[DeviceAsked, ...]:
        """Split and tidy the serials; the same one twice counts once."""
        return read_serials(self.cleaned_data["serials"])

    def diagnosis(self) -> dict[str, str]:
        """Return what was found and tried, as far as anything was said (D.2)."""
        said = {name: self.cleaned_data[name] for name in ("found", "steps")}
        return {name: text for name, text in said.items() if text.strip()}


class ReplyForm(forms.Form):
    """Words for the vendor, or the wish to close or reopen. `version` is that of the case as its writer read it."""

    act = forms.ChoiceField(label=_("What it is"), choices=[(str(act), words) for act, words in WRITES.items()])
    text = forms.CharField(
        label=_("Your text"), max_length=LONGEST_BODY, required=False, widget=forms.Textarea(attrs={"rows": 4})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)


class FindingsForm(forms.Form):
    """What the helpdesk has found and tried by now (D.2)."""

    found = forms.CharField(
        label=_("What you found"),
        required=False,
        max_length=LONGEST_FINDINGS,
        widget=forms.Textarea(attrs={"rows": 3}),
    )
    steps = forms.CharField(
        label=_("What you tried"), required=False, max_length=LONGEST_FINDINGS, widget=forms.Textarea(attrs={"rows": 3})
    )
    version = forms.IntegerField(widget=forms.HiddenInput, min_value=1)

    def clean(self) -> dict[str, Any]:
        """Findings of nothing are none."""
        said = super().clean() or {}
        if not self.errors and not (said.get("found", "").strip() or said.get("steps", "").strip()):
            self.add_error("found", _("Say what you found, or what you tried."))
        return said


class ObjectionForm(forms.Form):
    """Why a decision is not right."""

    text = forms.CharField(
        label=_("Why it is not right"),
        max_length=LONGEST_FINDINGS,
        widget=forms.Textarea(attrs={"rows": 4}),
        help_text=_("What did we not know? A purchase date, a Care Pack, a name that is missing on the list?"),
        error_messages={"required": _("Say why, so that the person who looks at it need not guess.")},
    )
