"""What is typed about the people of a helpdesk and their keys: at the desk, and by the customer's own lead."""

from datetime import date
from typing import Any

from django import forms
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.actions.moves import place_mark
from voorrang.accounts.models import Contact, CustomerRole, Helpdesk, Partner, Site
from voorrang.rules.programme import Programme
from voorrang.ui.days import DayField
from voorrang.ui.wording import country_text, language_text

LONGEST_OVERLAP = 60


def country_choices(shown_in: str, *, empty: Any = "") -> list[tuple[str, Any]]:
    """Return every country by name: a head office may lie outside the programme's coverage."""
    from pycountry import countries

    known = sorted(((one.alpha_2, country_text(one.alpha_2, shown_in)) for one in countries), key=lambda one: one[1])
    return [("", empty or "-"), *known]


def language_choices(programme: Programme, shown_in: str) -> list[tuple[str, Any]]:
    """Return the programme's languages by name."""
    return sorted(
        ((code, language_text(code, shown_in)) for code in programme.coverage.languages), key=lambda one: one[1]
    )


def offer(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    """Set the choices of a field that depend on the customer or the reader."""
    field: Any = form.fields[name]
    field.choices = choices


def plain(text: str) -> str:
    """Return the text. Raises `ValidationError` for what no database keeps."""
    if "\0" in text:
        raise ValidationError(_("The text holds a character that is no text. Type it again."))
    return text


LAST_LEAD = _("Nobody else leads the helpdesk. Make another person lead first, then do this again.")
"""Why a door did not let the last lead go."""


class ContactForm(forms.Form):
    """A person that the customer names."""

    name = forms.CharField(label=_("Name"), max_length=120)
    email = forms.EmailField(label=_("Mail address"), required=False)
    phone = forms.CharField(
        label=_("Phone"), required=False, max_length=32, help_text=_("A call from it is recognised.")
    )
    standing = forms.ChoiceField(label=_("Standing"), choices=Contact.Standing.choices, widget=forms.RadioSelect)
    partner = forms.ChoiceField(label=_("Partner"), required=False)
    scope = forms.ChoiceField(label=_("Sees the cases and devices of"), choices=Contact.Scope.choices)
    site = forms.ChoiceField(label=_("Site"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    helpdesk = forms.ChoiceField(label=_("Helpdesk"), required=False)
    language = forms.ChoiceField(label=_("Language"))
    role = forms.ChoiceField(
        label=_("Invite to the portal as"), required=False, help_text=_("The invitation goes to the mail address.")
    )

    def __init__(self, *args: Any, programme: Programme, shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sites = {str(one.id): one for one in Site.objects.order_by("name", "id")}
        self.partners = {str(one.id): one for one in Partner.objects.order_by("name", "id")}
        self.helpdesks = {str(one.id): one for one in Helpdesk.objects.order_by("name", "id")}
        offer(self, "helpdesk", [("", _("none")), *((key, one.name) for key, one in self.helpdesks.items())])
        offer(self, "site", [("", _("none")), *((key, one.name) for key, one in self.sites.items())])
        offer(self, "partner", [("", _("none")), *((key, one.name) for key, one in self.partners.items())])
        offer(self, "country", country_choices(shown_in, empty=_("none")))
        offer(self, "language", language_choices(programme, shown_in))
        offer(self, "role", [("", _("do not invite")), *CustomerRole.choices])

    def clean(self) -> dict[str, Any]:
        """Say what a standing or a scope needs, beside its field."""
        said = super().clean() or {}
        _judge_place(self, said)
        if said.get("role") and not said.get("email"):
            self.add_error("email", _("An invitation needs a mail address."))
        if not said.get("email") and not said.get("phone"):
            self.add_error("phone", _("Give a phone number or a mail address, so that the person can be recognised."))
        email = (said.get("email") or "").lower()
        if email and Contact.objects.filter(email=email, ended_at=None).exists():
            self.add_error("email", _("A contact with this mail address is on the list already."))
        return said

    @property
    def facts(self) -> dict[str, Any]:
        """What `add_contact` takes, of a form that is right."""
        said = self.cleaned_data
        plain_ones = ("name", "standing", "email", "phone", "scope", "country", "language")
        return {name: said[name] for name in plain_ones} | {
            "site": self.sites.get(said["site"]),
            "partner": self.partners.get(said["partner"]),
            "helpdesk": self.helpdesks.get(said["helpdesk"]),
        }


class MoveForm(forms.Form):
    """What a person is to the helpdesk from now on."""

    standing = forms.ChoiceField(label=_("Standing"), choices=Contact.Standing.choices)
    partner = forms.ChoiceField(label=_("Partner"), required=False)
    scope = forms.ChoiceField(label=_("Sees the cases and devices of"), choices=Contact.Scope.choices)
    site = forms.ChoiceField(label=_("Site"), required=False)
    country = forms.ChoiceField(label=_("Country"), required=False)
    helpdesk = forms.ChoiceField(label=_("Helpdesk"), required=False)
    seen = forms.CharField(widget=forms.HiddenInput, required=False, max_length=300)

    def __init__(self, *args: Any, contact: Contact, shown_in: str, **kwargs: Any) -> None:
        held = {name: str(getattr(contact, f"{name}_id") or "") for name in ("partner", "site", "helpdesk")}
        held |= {name: getattr(contact, name) for name in ("standing", "scope", "country")}
        super().__init__(*args, **kwargs)
        self.initial = {**held, "seen": place_mark(contact)}
        self.rows: dict[str, dict[str, Any]] = {}
        models: tuple[tuple[str, Any], ...] = (("partner", Partner), ("site", Site), ("helpdesk", Helpdesk))
        for name, model in models:
            self.rows[name] = {str(one.id): one for one in model.objects.order_by("name", "id")}
            offer(self, name, [("", _("none")), *((key, one.name) for key, one in self.rows[name].items())])
        offer(self, "country", country_choices(shown_in, empty=_("none")))

    def clean(self) -> dict[str, Any]:
        """Say what a standing or a scope needs, beside its field."""
        said = super().clean() or {}
        _judge_place(self, said)
        return said

    @property
    def facts(self) -> dict[str, Any]:
        """What `change_contact` takes, of a form that is right."""
        said = self.cleaned_data
        places = {name: rows.get(said[name]) for name, rows in self.rows.items()}
        return places | {name: said[name] for name in ("standing", "scope", "country")}


def _judge_place(form: forms.Form, said: dict[str, Any]) -> None:
    if said.get("standing") == Contact.Standing.PARTNER and not said.get("partner"):
        form.add_error("partner", _("Choose the partner that employs the person."))
    if said.get("scope") == Contact.Scope.SITE and not said.get("site"):
        form.add_error("site", _("Choose the site whose cases the person sees."))
    if said.get("scope") == Contact.Scope.COUNTRY and not said.get("country"):
        form.add_error("country", _("Choose the country whose cases the person sees."))


class InviteForm(forms.Form):
    """With which role a contact shall sign in."""

    role = forms.ChoiceField(label=_("Role"), choices=CustomerRole.choices)


class PartnerForm(forms.Form):
    """A service provider that runs the customer's helpdesk (E.2)."""

    name = forms.CharField(label=_("Name of the service provider"), max_length=120)
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: no end."))

    def clean(self) -> dict[str, Any]:
        """The last day is not before the first."""
        said = super().clean() or {}
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("The last day lies before the first. Turn them round."))
        return said


class PartnerEndForm(forms.Form):
    """Until when a service provider's authority holds."""

    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: no end."))

    def __init__(self, *args: Any, today: date, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.today = today

    def clean_ends_on(self) -> date | None:
        """An authority is not prolonged into the past: ending it now is another button."""
        day: date | None = self.cleaned_data["ends_on"]
        if day is not None and day < self.today:
            raise ValidationError(_("This day is over. To end the authority now, use “End”."))
        return day


class PinPlanForm(forms.Form):
    """After how many months a helpdesk's PIN is due for a new one."""

    every_months = forms.IntegerField(
        label=_("Months until a new PIN is due"),
        min_value=1,
        max_value=36,
        help_text=_("The leads get a mail then; the PIN works on until a new one takes its place."),
    )


class HelpdeskForm(forms.Form):
    """A helpdesk, which gets a PIN of its own."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As in: Helpdesk Iberia."))
    countries = forms.CharField(
        label=_("Countries"), required=False, max_length=400, help_text=_("Two-letter codes, as in ES PT. Empty: all.")
    )

    def clean_name(self) -> str:
        """Names are unique within the customer."""
        name = plain(str(self.cleaned_data["name"]))
        if Helpdesk.objects.filter(name=name).exists():
            raise ValidationError(_("Another helpdesk of the customer has this name."))
        return name

    def clean_countries(self) -> list[str]:
        """Split the codes, and name what is none."""
        from pycountry import countries

        codes = list(dict.fromkeys(str(self.cleaned_data["countries"]).replace(",", " ").upper().split()))
        known = {one.alpha_2 for one in countries}
        strange = [code for code in codes if code not in known]
        if strange:
            message = _("No country has the code %(codes)s. Codes have two letters, as in DE or PL.")
            raise ValidationError(message, params={"codes": ", ".join(strange)[:60]})
        return codes


class PinGrantForm(forms.Form):
    """Who gets the one-time link to a new PIN, and how long older ones still work."""

    contact = forms.ChoiceField(label=_("Who gets the link"))
    overlap_days = forms.IntegerField(
        label=_("Days that older PINs still work"),
        min_value=0,
        max_value=LONGEST_OVERLAP,
        help_text=_("0 ends them when the link is opened: a PIN that leaked."),
    )

    def __init__(self, *args: Any, contacts: list[Contact], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contacts = {str(one.id): one for one in contacts if one.email}
        offer(self, "contact", [(key, f"{one.name}, {one.email}") for key, one in self.contacts.items()])
