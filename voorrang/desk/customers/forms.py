"""What is typed about customers and their people."""

import re
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.models import Affiliate, Contact, Customer, CustomerRole, Helpdesk, Partner, Site, StaffMember
from voorrang.accounts.models.people import StaffRole
from voorrang.desk.days import DayField
from voorrang.rules.programme import Programme
from voorrang.ui.names import name_of
from voorrang.ui.wording import country_text, language_text

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_PLACE_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,31}")
NAMED_ROLES = (StaffRole.REMOTE_EXPERT, StaffRole.SUPPORT_MANAGER, StaffRole.TECHNICAL_EXPERT)
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


def _choices(form: forms.Form, name: str, choices: list[tuple[Any, Any]]) -> None:
    field: Any = form.fields[name]
    field.choices = choices


def _plain(text: str) -> str:
    if "\0" in text:
        raise ValidationError(_("The text holds a character that is no text. Type it again."))
    return text


class CustomerForm(forms.Form):
    """A customer with its first place, helpdesk and person. Further ones are added on its page."""

    name = forms.CharField(label=_("Name of the group"), max_length=120)
    code = forms.CharField(
        label=_("Code"),
        max_length=12,
        help_text=_("2 to 12 capitals or digits, for good: case numbers begin with it, as in NORD-1042-K."),
    )
    head_office_country = forms.ChoiceField(label=_("Head office"))
    language = forms.ChoiceField(label=_("Language"))
    affiliate_name = forms.CharField(
        label=_("First affiliate"), max_length=120, help_text=_("The legal entity, as it is registered.")
    )
    affiliate_code = forms.CharField(label=_("Its code"), max_length=32, help_text=_("As fleet files name it."))
    affiliate_country = forms.ChoiceField(label=_("Its country"))
    site_name = forms.CharField(label=_("First site"), max_length=120)
    site_code = forms.CharField(label=_("Its code"), max_length=32)
    zone = forms.ChoiceField(label=_("Its time zone"))
    contact_name = forms.CharField(label=_("First person of the helpdesk"), max_length=120)
    contact_email = forms.EmailField(label=_("Mail address"))
    contact_phone = forms.CharField(label=_("Phone"), required=False, max_length=32)
    invite = forms.BooleanField(
        label=_("Invite the person to the portal, as helpdesk lead"), required=False, initial=True
    )

    SECTIONS = (
        (_("The customer"), ("name", "code", "head_office_country", "language")),
        (_("Its first affiliate"), ("affiliate_name", "affiliate_code", "affiliate_country")),
        (_("Its first site"), ("site_name", "site_code", "zone")),
        (_("Its first contact"), ("contact_name", "contact_email", "contact_phone", "invite")),
    )

    def __init__(self, *args: Any, programme: Programme, shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        for name in ("head_office_country", "affiliate_country"):
            _choices(self, name, country_choices(shown_in))
        _choices(self, "language", language_choices(programme, shown_in))
        _choices(self, "zone", [(zone, zone) for zone in sorted(available_timezones()) if "/" in zone])

    @property
    def sections(self) -> list[tuple[Any, list[Any]]]:
        """The fields in groups, for the page."""
        return [(title, [self[name] for name in names]) for title, names in self.SECTIONS]

    def clean_code(self) -> str:
        """Refuse a code that is malformed or taken."""
        code = str(self.cleaned_data["code"]).strip().upper()
        if not _CODE.fullmatch(code):
            raise ValidationError(_("A code has 2 to 12 capitals or digits and begins with a capital: NORD, KITA2."))
        if Customer.objects.filter(code=code).exists():
            raise ValidationError(_("Another customer has this code. Choose another one."))
        return code

    def clean_affiliate_code(self) -> str:
        """Refuse what no file can name."""
        return _place_code(self.cleaned_data["affiliate_code"])

    def clean_site_code(self) -> str:
        """Refuse what no file can name."""
        return _place_code(self.cleaned_data["site_code"])


def _place_code(text: str) -> str:
    if not _PLACE_CODE.fullmatch(text.strip()):
        raise ValidationError(_("A code has letters, digits, dots, hyphens or slashes, without spaces."))
    return text.strip()


class PlaceForm(forms.Form):
    """A further affiliate, or a site of one."""

    affiliate = forms.ChoiceField(label=_("Affiliate"), help_text=_("Where the site belongs, or a new one."))
    affiliate_name = forms.CharField(label=_("Name of the new affiliate"), max_length=120, required=False)
    affiliate_code = forms.CharField(label=_("Code of the new affiliate"), max_length=32, required=False)
    country = forms.ChoiceField(label=_("Country"))
    site_name = forms.CharField(label=_("Name of the site"), max_length=120)
    site_code = forms.CharField(label=_("Code of the site"), max_length=32)
    zone = forms.ChoiceField(label=_("Time zone"))

    def __init__(self, *args: Any, shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.affiliates = {str(one.id): one for one in Affiliate.objects.order_by("name", "id")}
        known = [(key, one.name) for key, one in self.affiliates.items()]
        _choices(self, "affiliate", [*known, ("", _("A new affiliate"))])
        self.fields["affiliate"].required = False
        _choices(self, "country", country_choices(shown_in))
        _choices(self, "zone", [(zone, zone) for zone in sorted(available_timezones()) if "/" in zone])

    def clean(self) -> dict[str, Any]:
        """A new affiliate needs a name and a code; codes are unique within the customer."""
        said = super().clean() or {}
        if not said.get("affiliate"):
            for name in ("affiliate_name", "affiliate_code"):
                if not said.get(name):
                    self.add_error(name, _("A new affiliate needs it."))
            if Affiliate.objects.filter(code=said.get("affiliate_code", "").strip()).exists():
                self.add_error("affiliate_code", _("Another affiliate of the customer has this code."))
        if Site.objects.filter(code=said.get("site_code", "").strip()).exists():
            self.add_error("site_code", _("Another site of the customer has this code."))
        return said

    def clean_site_code(self) -> str:
        """Refuse what no file can name."""
        return _place_code(self.cleaned_data["site_code"])


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
    language = forms.ChoiceField(label=_("Language"))
    role = forms.ChoiceField(
        label=_("Invite to the portal as"), required=False, help_text=_("The invitation goes to the mail address.")
    )

    def __init__(self, *args: Any, programme: Programme, shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.sites = {str(one.id): one for one in Site.objects.order_by("name", "id")}
        self.partners = {str(one.id): one for one in Partner.objects.order_by("name", "id")}
        _choices(self, "site", [("", _("none")), *((key, one.name) for key, one in self.sites.items())])
        _choices(self, "partner", [("", _("none")), *((key, one.name) for key, one in self.partners.items())])
        _choices(self, "country", country_choices(shown_in, empty=_("none")))
        _choices(self, "language", language_choices(programme, shown_in))
        _choices(self, "role", [("", _("do not invite")), *CustomerRole.choices])

    def clean(self) -> dict[str, Any]:
        """Say what a standing or a scope needs, beside its field."""
        said = super().clean() or {}
        if said.get("standing") == Contact.Standing.PARTNER and not said.get("partner"):
            self.add_error("partner", _("Choose the partner that employs the person."))
        if said.get("scope") == Contact.Scope.SITE and not said.get("site"):
            self.add_error("site", _("Choose the site whose cases the person sees."))
        if said.get("scope") == Contact.Scope.COUNTRY and not said.get("country"):
            self.add_error("country", _("Choose the country whose cases the person sees."))
        if said.get("role") and not said.get("email"):
            self.add_error("email", _("An invitation needs a mail address."))
        if not said.get("email") and not said.get("phone"):
            self.add_error("phone", _("Give a phone number or a mail address, so that the person can be recognised."))
        email = (said.get("email") or "").lower()
        if email and Contact.objects.filter(email=email, ended_at=None).exists():
            self.add_error("email", _("A contact with this mail address is on the list already."))
        return said


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


class HelpdeskForm(forms.Form):
    """A helpdesk, which gets a PIN of its own."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As in: Helpdesk Iberia."))
    countries = forms.CharField(
        label=_("Countries"), required=False, max_length=400, help_text=_("Two-letter codes, as in ES PT. Empty: all.")
    )

    def clean_name(self) -> str:
        """Names are unique within the customer."""
        name = _plain(str(self.cleaned_data["name"]))
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
        _choices(self, "contact", [(key, f"{one.name}, {one.email}") for key, one in self.contacts.items()])


class AssignmentForm(forms.Form):
    """A named person for a customer over a period (T2.1, T3.1, T4.1)."""

    person = forms.ChoiceField(label=_("Person"))
    role = forms.ChoiceField(label=_("As"), choices=[(str(role), role.label) for role in NAMED_ROLES])
    deputy = forms.BooleanField(label=_("As deputy"), required=False)
    starts_on = DayField(label=_("From"))
    ends_on = DayField(label=_("Last day"), required=False, help_text=_("Empty: no end."))

    def __init__(self, *args: Any, staff: list[StaffMember], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.staff = {str(one.user_id): one for one in staff}
        people = [
            (key, f"{one.user.name} ({', '.join(name_of('role', role) for role in one.roles)})")
            for key, one in self.staff.items()
        ]
        _choices(self, "person", people)

    def clean(self) -> dict[str, Any]:
        """A person is assigned in a role that it has; the last day is not before the first."""
        said = super().clean() or {}
        person = self.staff.get(said.get("person", ""))
        if person is not None and said.get("role") and said["role"] not in person.roles:
            self.add_error("role", _("This person does not work in that role. Choose another person or role."))
        if said.get("starts_on") and said.get("ends_on") and said["ends_on"] < said["starts_on"]:
            self.add_error("ends_on", _("The last day lies before the first. Turn them round."))
        return said


def default_programme() -> str:
    """Return the code of the programme that new customers buy."""
    return str(settings.VOORRANG_PROGRAMME)
