"""An estimate and charges as they are typed."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.charges.actions.estimates import Line
from voorrang.charges.models import CostLine
from voorrang.charges.queries import EstimateView
from voorrang.contracts.models import AgreedRate
from voorrang.ui.days import DayField
from voorrang.ui.people_forms import offer

LINES = 4
USUAL_DAYS = 14
_FIGURES = forms.TextInput(attrs={"inputmode": "decimal", "class": "num"})


class EstimateForm(forms.Form):
    """What the customer reads, in which money, and until when it holds."""

    text = forms.CharField(
        label=_("What the work is, and why it costs"), max_length=2000, widget=forms.Textarea(attrs={"rows": 3})
    )
    currency = forms.RegexField(r"^[A-Za-z]{3}$", label=_("Currency"))
    valid_on = DayField(label=_("Valid up to and including"))

    def __init__(self, *args: Any, today: date, currency: str, **kwargs: Any) -> None:
        self.today = today
        kwargs.setdefault("initial", {"currency": currency, "valid_on": today + timedelta(days=USUAL_DAYS)})
        super().__init__(*args, **kwargs)

    def clean_valid_on(self) -> date:
        """It holds today at least."""
        day: date = self.cleaned_data["valid_on"]
        if day < self.today:
            raise forms.ValidationError(_("This day has passed. Choose today or a later day."))
        return day


class CostLineForm(forms.Form):
    """One line; an empty one is left out."""

    kind = forms.ChoiceField(label=_("For"), choices=CostLine.Kind.choices, required=False)
    text = forms.CharField(label=_("What"), max_length=200, required=False)
    quantity = forms.DecimalField(
        label=_("Quantity"), required=False, min_value=Decimal(0), max_digits=9, decimal_places=2, widget=_FIGURES
    )
    rate = forms.ChoiceField(label=_("Agreed rate"), required=False)
    price = forms.DecimalField(
        label=_("Price each"),
        required=False,
        min_value=Decimal(0),
        max_digits=12,
        decimal_places=2,
        widget=_FIGURES,
        help_text=_("Without a rate. For material at cost: the cost."),
    )
    reason = forms.CharField(label=_("Why this price"), max_length=300, required=False)

    def __init__(self, *args: Any, rates: dict[str, AgreedRate], rate_words: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.rates = rates
        offer(self, "rate", [("", _("none: typed below")), *rate_words])

    def clean(self) -> dict[str, Any]:
        """A line says what and how much, and where its price is from."""
        said = super().clean() or {}
        filled = [name for name in ("text", "quantity", "price", "reason") if said.get(name)]
        if not filled or self.errors:
            return said
        if not said.get("text"):
            self.add_error("text", _("What is it for?"))
        if not said.get("quantity"):
            self.add_error("quantity", _("How much?"))
        rate = self.rates.get(said.get("rate", ""))
        if rate is None and said.get("price") is None:
            self.add_error("price", _("Choose an agreed rate, or type a price."))
        elif rate is None and not said.get("reason", "").strip():
            self.add_error("reason", _("No agreed rate gives this price: say why it is right."))
        elif rate is not None and rate.amount is None and said.get("price") is None:
            self.add_error("price", _("What does it cost us? The percentage comes on top."))
        if rate is not None and (rate.kind == AgreedRate.Kind.LABOUR) != (said.get("kind") == CostLine.Kind.LABOUR):
            self.add_error("rate", _("This rate is for the other kind. Choose one that fits."))
        return said

    @property
    def line(self) -> Line | None:
        """What was typed; None for an empty line."""
        said = self.cleaned_data
        if not said.get("text"):
            return None
        rate = self.rates.get(said["rate"])
        return Line(said["kind"], said["text"], said["quantity"], "", said["price"], rate, said["reason"])


class ChargeForm(forms.Form):
    """Work done against one line."""

    line = forms.ChoiceField(label=_("Line"))
    quantity = forms.DecimalField(
        label=_("Quantity"), min_value=Decimal("0.01"), max_digits=9, decimal_places=2, widget=_FIGURES
    )
    text = forms.CharField(label=_("Note"), max_length=200, required=False)

    def __init__(self, *args: Any, view: EstimateView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "line", [(str(one.line.id), one.line.text) for one in view.lines])


class SettleForm(forms.Form):
    """For each charge: why it is let go; empty for what is charged."""

    def __init__(self, *args: Any, view: EstimateView, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for one in view.lines:
            for charge in one.charges:
                what = charge.text or one.line.text
                self.fields[f"waive_{charge.id}"] = forms.CharField(
                    label=_("Let go %(what)s (%(amount)s), because") % {"what": what, "amount": charge.amount},
                    max_length=300,
                    required=False,
                )


class ExportForm(forms.Form):
    """The period that is handed to the books."""

    first_on = DayField(label=_("From"))
    last_on = DayField(label=_("Up to and including"))

    def clean(self) -> dict[str, Any]:
        """The first day comes first."""
        said = super().clean() or {}
        if not self.errors and said["last_on"] < said["first_on"]:
            self.add_error("last_on", _("This is before the first day. Choose a later one."))
        return said
