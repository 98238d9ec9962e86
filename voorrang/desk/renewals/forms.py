"""What is noted about a renewal."""

from datetime import datetime
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.models import User
from voorrang.accounts.models.people import StaffRole
from voorrang.accounts.queries import staff_with_role
from voorrang.rules.programme import Programme
from voorrang.rules.renewals import lost_reasons
from voorrang.ui.days import DayField
from voorrang.ui.names import name_of
from voorrang.ui.people_forms import offer, plain


class PlanForm(forms.Form):
    """Whose a renewal is, and what comes next."""

    owner = forms.ChoiceField(label=_("Owner"), required=False)
    next_step = forms.CharField(label=_("Next step"), required=False, max_length=120)
    next_on = DayField(label=_("When"), required=False)
    note = forms.CharField(label=_("Note"), required=False, max_length=2000, widget=forms.Textarea(attrs={"rows": 3}))

    def __init__(self, *args: Any, at: datetime, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.people: dict[str, User] = {str(one.user_id): one.user for one in staff_with_role([StaffRole.SALES], at)}
        offer(self, "owner", [("", _("nobody yet")), *((key, user.name) for key, user in self.people.items())])

    def clean_next_step(self) -> str:
        """Keep what is text."""
        return plain(self.cleaned_data["next_step"])

    def clean_note(self) -> str:
        """Keep what is text."""
        return plain(self.cleaned_data["note"])


class LostForm(forms.Form):
    """Why there will be no renewal, from the programme's list."""

    reason = forms.ChoiceField(label=_("Reason"))

    def __init__(self, *args: Any, programme: Programme, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "reason", [(key, name_of("contract_reason", key)) for key in lost_reasons(programme)])
