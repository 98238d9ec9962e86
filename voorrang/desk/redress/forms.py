"""What a person says about a wrong answer: make it good, or leave it."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.desk.decisions.forms import LONGEST_REASON
from voorrang.entitlements.redress import MOST


class ApprovalForm(forms.Form):
    """The words that go to the customer, and the credit."""

    apology = forms.CharField(
        label=_("Words to the customer"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 12, "data-draft": "apology"}),
        help_text=_("They go by mail to who asked and to the helpdesk's lead, and stand beside the decision."),
    )
    amount = forms.DecimalField(
        label=_("Credit"),
        required=False,
        min_value=0,
        max_value=MOST,
        decimal_places=2,
        help_text=_("Empty: an apology only."),
        widget=forms.NumberInput(attrs={"inputmode": "decimal", "step": "0.01"}),
        error_messages={"invalid": _("Write an amount, such as 75.00. Leave it empty for none.")},
    )
    reason = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept with your name and role, for us alone."),
    )

    def __init__(self, *args: Any, currency: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        if currency:
            self.fields["amount"].label = _("Credit in %(currency)s") % {"currency": currency}
        else:
            del self.fields["amount"]


class DeclineForm(forms.Form):
    """Why it stays as it was."""

    why = forms.CharField(
        label=_("Why"),
        max_length=LONGEST_REASON,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=_("It is kept with your name and role, for us alone."),
    )
