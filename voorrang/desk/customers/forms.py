"""What is typed about customers and their people."""

import re
from typing import Any
from zoneinfo import available_timezones

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.models import Affiliate, Customer, Site, StaffMember
from voorrang.accounts.models.people import StaffRole
from voorrang.rules.programme import Programme
from voorrang.ui.days import DayField
from voorrang.ui.names import name_of
from voorrang.ui.people_forms import country_choices, language_choices, offer

_CODE = re.compile(r"[A-Z][A-Z0-9]{1,11}")
_PLACE_CODE = re.compile(r"[A-Za-z0-9][A-Za-z0-9._/-]{0,31}")
NAMED_ROLES = (StaffRole.REMOTE_EXPERT, StaffRole.SUPPORT_MANAGER, StaffRole.TECHNICAL_EXPERT)


def zone_choices() -> list[tuple[str, str]]:
    """Return every time zone, with none chosen first: the wrong one would shift every deadline unseen."""
    return [("", "-"), *((zone, zone) for zone in sorted(available_timezones()) if "/" in zone)]


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
            offer(self, name, country_choices(shown_in))
        offer(self, "language", [("", "-"), *language_choices(programme, shown_in)])
        offer(self, "zone", zone_choices())

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
        offer(self, "affiliate", [*known, ("", _("A new affiliate"))])
        self.fields["affiliate"].required = False
        offer(self, "country", country_choices(shown_in))
        offer(self, "zone", zone_choices())

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
        offer(self, "person", people)

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
