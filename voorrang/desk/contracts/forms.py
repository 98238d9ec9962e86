"""What is typed when a contract changes."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.rules.cancellation import cancel_reasons
from voorrang.rules.programme import Programme
from voorrang.ui.days import DayField
from voorrang.ui.names import name_of
from voorrang.ui.people_forms import offer, plain


class CancelForm(forms.Form):
    """The last day of a contract, and why it ends."""

    last_on = DayField(label=_("Last day"), help_text=_("Cases that are open go on as decided."))
    reason = forms.ChoiceField(label=_("Reason"))
    note = forms.CharField(label=_("Note"), required=False, max_length=300)

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", [(key, name_of("contract_reason", key)) for key in cancel_reasons(programme)])

    def clean_note(self) -> str:
        """Keep what is text."""
        return plain(self.cleaned_data["note"])
