"""An agreement as it is typed: its period, and lines for promises, exclusions, rates and people. Empty lines are left out."""

from datetime import date, timedelta
from decimal import Decimal
from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _

from voorrang.contracts.actions.agreement_drafts import ContactTerms, ExclusionTerms, RateTerms
from voorrang.contracts.actions.agreements import PromiseTerms
from voorrang.contracts.models import AgreedRate, AgreementSignature, SupportCalendar
from voorrang.contracts.queries.agreement_versions import AgreementView
from voorrang.ui.days import DayField
from voorrang.ui.names import CLOCKS, IMPACTS, KINDS, name_of
from voorrang.ui.people_forms import country_choices, offer

BLANK = 2
MOST = 60
_FIGURES = forms.TextInput(attrs={"inputmode": "decimal", "class": "num"})


class AgreementForm(forms.Form):
    """When a version holds, and who of the vendor may choose to charge."""

    starts_on = DayField(label=_("Begins on"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: without an end."))
    discretion_roles = forms.MultipleChoiceField(
        label=_("Who may choose to charge or decline"),
        required=False,
        widget=forms.CheckboxSelectMultiple,
        help_text=_("None chosen: every role that the programme names."),
    )

    def __init__(self, *args: Any, roles: frozenset[str], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "discretion_roles", [(role, name_of("role", role)) for role in sorted(roles)])


class PromiseLine(forms.Form):
    """A time that the vendor promises."""

    kind = forms.ChoiceField(label=_("What"), required=False, choices=[("", "–"), *CLOCKS.items()])
    hours = forms.DecimalField(
        label=_("Within hours"), required=False, min_value=Decimal("0.1"), max_value=Decimal(8760), widget=_FIGURES
    )
    impact = forms.ChoiceField(label=_("Stops"), required=False, choices=[("", _("anything")), *IMPACTS.items()])
    country = forms.ChoiceField(label=_("Country"), required=False)
    calendar_key = forms.ChoiceField(label=_("Hours counted"), required=False)

    def __init__(self, *args: Any, countries: Any, calendars: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", countries)
        offer(self, "calendar_key", calendars)

    def clean(self) -> dict[str, Any]:
        """Both what and how long, or neither."""
        said = super().clean() or {}
        if bool(said.get("kind")) != (said.get("hours") is not None) and not self.errors:
            self.add_error("kind" if not said.get("kind") else "hours", _("Say both what and within how many hours."))
        return said

    def terms(self) -> PromiseTerms | None:
        """What was typed; None for an empty line."""
        said = self.cleaned_data
        if not said.get("kind"):
            return None
        seconds = int(said["hours"] * 3600)
        return PromiseTerms(said["kind"], seconds, said["impact"], said["country"], said["calendar_key"])


class ExclusionLine(forms.Form):
    """What both sides leave out."""

    kinds = forms.MultipleChoiceField(
        label=_("Kinds"), required=False, choices=list(KINDS.items()), widget=forms.SelectMultiple(attrs={"size": 4})
    )
    countries = forms.MultipleChoiceField(
        label=_("Countries"), required=False, widget=forms.SelectMultiple(attrs={"size": 4})
    )
    products = forms.CharField(
        label=_("Product numbers"), required=False, max_length=1000, help_text=_("With a space between them.")
    )
    reason = forms.CharField(label=_("Why"), required=False, max_length=300)

    def __init__(self, *args: Any, countries: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "countries", countries[1:])

    def clean(self) -> dict[str, Any]:
        """A reason alone excludes nothing."""
        said = super().clean() or {}
        named = said.get("kinds") or said.get("countries") or said.get("products")
        if said.get("reason") and not named and not self.errors:
            self.add_error("kinds", _("Say what is left out: kinds, countries or product numbers."))
        return said

    def terms(self) -> ExclusionTerms | None:
        """What was typed; None for an empty line."""
        said = self.cleaned_data
        products = tuple(dict.fromkeys(said.get("products", "").upper().replace(",", " ").split()))
        if not (said.get("kinds") or said.get("countries") or products):
            return None
        return ExclusionTerms(tuple(said["kinds"]), tuple(said["countries"]), products, said["reason"])


class RateLine(forms.Form):
    """What an hour, a part or material costs."""

    kind = forms.ChoiceField(label=_("Rate for"), required=False, choices=[("", "–"), *AgreedRate.Kind.choices])
    amount = forms.DecimalField(
        label=_("Amount"), required=False, min_value=Decimal(0), max_digits=12, decimal_places=2, widget=_FIGURES
    )
    percent = forms.DecimalField(
        label=_("Percentage on cost"),
        required=False,
        min_value=Decimal(0),
        max_value=Decimal(500),
        decimal_places=2,
        widget=_FIGURES,
    )
    currency = forms.RegexField(r"^[A-Za-z]{3}$", label=_("Currency"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    part = forms.CharField(label=_("Part number"), required=False, max_length=64)
    text = forms.CharField(label=_("Part"), required=False, max_length=120)

    def __init__(self, *args: Any, countries: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        offer(self, "country", countries)

    def clean(self) -> dict[str, Any]:
        """Each kind needs its own figure; an amount needs a currency."""
        said = super().clean() or {}
        kind = said.get("kind")
        if self.errors:
            return said
        if not kind:
            if said.get("amount") is not None or said.get("percent") is not None:
                self.add_error("kind", _("Say what this rate is for."))
        elif kind == AgreedRate.Kind.MATERIAL:
            if said.get("percent") is None:
                self.add_error("percent", _("How many per cent are added to the cost?"))
        elif said.get("amount") is None:
            self.add_error("amount", _("How much?"))
        elif not said.get("currency"):
            self.add_error("currency", _("In which currency? Three letters, such as EUR."))
        if kind == AgreedRate.Kind.PART and not said.get("part"):
            self.add_error("part", _("Which part?"))
        return said

    def terms(self) -> RateTerms | None:
        """What was typed; None for an empty line."""
        said = self.cleaned_data
        if not said.get("kind"):
            return None
        is_material = said["kind"] == AgreedRate.Kind.MATERIAL
        return RateTerms(
            said["kind"],
            None if is_material else said["amount"],
            said["percent"] if is_material else None,
            said["currency"].upper(),
            said["country"],
            said["part"].upper(),
            said["text"],
        )


class ContactLine(forms.Form):
    """A person whom the agreement names."""

    side = forms.ChoiceField(label=_("Side"), required=False, choices=AgreementSignature.Side.choices)
    role = forms.CharField(label=_("Role"), required=False, max_length=80)
    name = forms.CharField(label=_("Name"), required=False, max_length=200)
    phone = forms.CharField(label=_("Phone"), required=False, max_length=40)
    email = forms.EmailField(label=_("Mail address"), required=False)
    may_consent = forms.BooleanField(label=_("May consent to costs"), required=False)

    def clean(self) -> dict[str, Any]:
        """A person has a name and a role."""
        said = super().clean() or {}
        if any(said.get(one) for one in ("role", "name", "phone", "email")) and not self.errors:
            for field in ("name", "role"):
                if not said.get(field):
                    self.add_error(field, _("Who, and in which role?"))
        return said

    def terms(self) -> ContactTerms | None:
        """What was typed; None for an empty line."""
        said = self.cleaned_data
        if not said.get("name"):
            return None
        return ContactTerms(said["side"], said["role"], said["name"], said["phone"], said["email"], said["may_consent"])


class EndForm(forms.Form):
    """The last day of an agreement that is ended, and why."""

    last_on = DayField(label=_("Last day"))
    reason = forms.CharField(label=_("Why"), max_length=300)

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        kwargs.setdefault("initial", {"last_on": today})
        super().__init__(*args, **kwargs)


def line_sets(data: Any, view: AgreementView | None, shown_in: str) -> dict[str, Any]:
    """Return the lines of an agreement, as sent or as a version has them, with empty ones to fill."""
    countries = country_choices(shown_in, empty=_("all"))
    keys = SupportCalendar.objects.order_by("key").values_list("key", flat=True).distinct()
    calendars = [("", _("round the clock")), *((key, key) for key in keys)]
    kinds: dict[str, tuple[type[forms.Form], dict[str, Any]]] = {
        "promises": (PromiseLine, {"countries": countries, "calendars": calendars}),
        "exclusions": (ExclusionLine, {"countries": countries}),
        "rates": (RateLine, {"countries": countries}),
        "contacts": (ContactLine, {}),
    }
    first = _typed(view) if view is not None and data is None else {}
    return {
        name: forms.formset_factory(form, extra=BLANK, max_num=MOST, absolute_max=MOST)(
            data, initial=first.get(name), prefix=name, form_kwargs=words
        )
        for name, (form, words) in kinds.items()
    }


def first_of(view: AgreementView) -> dict[str, Any]:
    """Return what the form shows of a version that is changed or followed."""
    agreement = view.agreement
    last = (agreement.ends_at - timedelta(microseconds=1)).date() if agreement.ends_at else None
    return {
        "starts_on": agreement.starts_at.date(),
        "ends_on": last,
        "discretion_roles": agreement.discretion_roles,
    }


def _typed(view: AgreementView) -> dict[str, list[dict[str, Any]]]:
    def fields(row: Any, *names: str) -> dict[str, Any]:
        return {name: getattr(row, name) for name in names}

    return {
        "promises": [
            fields(one, "kind", "impact", "country", "calendar_key") | {"hours": Decimal(one.seconds) / 3600}
            for one in view.promises
        ],
        "exclusions": [
            fields(one, "kinds", "countries", "reason") | {"products": " ".join(one.products)}
            for one in view.exclusions
        ],
        "rates": [
            fields(one, "kind", "amount", "percent", "currency", "country", "part", "text") for one in view.rates
        ],
        "contacts": [fields(one, "side", "role", "name", "phone", "email", "may_consent") for one in view.contacts],
    }
