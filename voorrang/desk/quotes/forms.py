"""A quote as sales type it: its lines with an optional price, its period, and until when it holds."""

from datetime import date, datetime
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.contracts.actions import QuotedLine
from voorrang.desk.orders.forms import LineForm, OrderForm
from voorrang.ui.days import DayField


class QuoteForm(OrderForm):
    """When the contract would begin and end, and how long the offer holds."""

    valid_on = DayField(
        label=_("Valid up to and including"),
        required=False,
        help_text=_("Empty: as long as the programme's setting says."),
    )

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_valid_on(self) -> date | None:
        """An offer holds today at least."""
        day: date | None = self.cleaned_data["valid_on"]
        if day is not None and day < self.today:
            raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
        return day


class QuoteLineForm(LineForm):
    """One line of a quote. A price is for one unit, in the currency of the customer's country."""

    price = forms.DecimalField(
        label=_("Price each"),
        required=False,
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        widget=forms.TextInput(attrs={"inputmode": "decimal", "class": "num"}),
    )

    @property
    def quoted(self) -> QuotedLine | None:
        """The line with its price; None for an empty one."""
        line = self.line
        return QuotedLine(*line, self.cleaned_data.get("price")) if line else None


def first_guess(starts_at: datetime, at: datetime, country: str) -> dict[str, Any]:
    """Return what the form shows first."""
    return {"starts_on": max(starts_at, at).date(), "country": country}
