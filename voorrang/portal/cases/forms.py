"""Opening a case, and replying on it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.ui.names import IMPACTS
from voorrang.ui.wording import language_text

MOST_SERIALS = 50


class CaseForm(forms.Form):
    """What a helpdesk engineer says about the trouble. A question needs no device."""

    title = forms.CharField(label=_("Symptom"), max_length=200)
    serials = forms.CharField(
        label=_("Serial numbers"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("One or several, with spaces or commas between. None for a question."),
    )
    body = forms.CharField(
        label=_("What happens"), required=False, max_length=20_000, widget=forms.Textarea(attrs={"rows": 5})
    )
    diagnosis = forms.CharField(
        label=_("What you found out yourselves"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Steps taken and what they showed. With this we skip the usual questions."),
    )
    impact = forms.ChoiceField(label=_("Who is stopped"), choices=list(IMPACTS.items()))
    language = forms.ChoiceField(label=_("Answer me in"))

    def __init__(self, *args: Any, languages: list[str], shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field = self.fields["language"]
        field.choices = sorted(((code, language_text(code, shown_in)) for code in languages), key=lambda one: one[1])  # type: ignore[attr-defined]

    def clean_serials(self) -> tuple[str, ...]:
        """Split and tidy the serials; the same one twice counts once."""
        words = self.cleaned_data["serials"].replace(",", " ").replace(";", " ").upper().split()
        serials = tuple(dict.fromkeys(words))
        if len(serials) > MOST_SERIALS:
            message = _("A case takes at most 50 devices. Open another one for the rest.")
            raise forms.ValidationError(message)
        if any(len(serial) > 64 for serial in serials):  # noqa: PLR2004 -- the column's width
            raise forms.ValidationError(_("A serial number has at most 64 characters."))
        return serials


class ReplyForm(forms.Form):
    """Words for the vendor, or the wish to close or reopen."""

    text = forms.CharField(label=_("Your reply"), max_length=20_000, required=False, widget=forms.Textarea)
    act = forms.ChoiceField(choices=[("reply", ""), ("close", ""), ("reopen", "")])
    version = forms.IntegerField()
