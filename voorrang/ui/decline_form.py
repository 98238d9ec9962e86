"""Why a quote is declined: asked by both doors."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.rules.programme import Programme
from voorrang.rules.quotes import decline_reasons
from voorrang.ui.names import name_of
from voorrang.ui.people_forms import offer, plain


class DeclineForm(forms.Form):
    """Why a quote is declined, from the programme's list."""

    reason = forms.ChoiceField(label=_("Reason"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", [(key, name_of("contract_reason", key)) for key in decline_reasons(programme)])

    def clean_note(self) -> str:
        """Keep what is text."""
        return plain(self.cleaned_data["note"])
