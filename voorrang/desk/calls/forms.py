"""What one types while somebody is on the phone."""

from typing import Any

from django import forms
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from voorrang.accounts.models import Contact
from voorrang.cases.texts import LONGEST_BODY, LONGEST_TITLE
from voorrang.installed_base.queries import DeviceAsked
from voorrang.rules.programme import Programme
from voorrang.ui.names import IMPACTS
from voorrang.ui.reader import in_language
from voorrang.ui.serials import read_serials
from voorrang.ui.wording import country_text, language_text


class _NeverShown(forms.TextInput):
    """A field whose value does not come back to the page."""

    def format_value(self, value: Any) -> None:
        """Show nothing."""


class PinForm(forms.Form):
    """The PIN as the caller says it, and the number that calls."""

    phone = forms.CharField(
        label=_("Caller's number"),
        max_length=40,
        help_text=_("As the telephone shows it. Wrong tries count against this number."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    pin = forms.CharField(
        label=_("PIN"),
        max_length=40,
        help_text=_("Fourteen digits; spaces and hyphens do not matter."),
        widget=_NeverShown(attrs={"inputmode": "numeric", "autocomplete": "off", "spellcheck": "false"}),
    )


class AdmissionForm(forms.Form):
    """Who calls though on no list, and why it is let in."""

    name = forms.CharField(label=_("Name"), max_length=120, help_text=_("As the caller says it."))
    reason = forms.CharField(
        label=_("Why"),
        max_length=500,
        help_text=_("The helpdesk's lead reads it: new colleague, stands in for somebody, calls from another phone."),
        widget=forms.Textarea(attrs={"rows": 2}),
    )
    days = forms.ChoiceField(label=_("How long"))

    def __init__(self, *args: Any, most_days: int, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        field: Any = self.fields["days"]
        field.choices = [
            ("0", _("for this call")),
            *(
                (
                    str(n),
                    ngettext_lazy(
                        "until the lead answers, at most %(n)s day", "until the lead answers, at most %(n)s days", n
                    )
                    % {"n": n},
                )
                for n in range(1, most_days + 1)
            ),
        ]
        self.initial.setdefault("days", str(most_days))


class CallForm(forms.Form):
    """A case for somebody who calls. Who is on no list is named by number."""

    contact = forms.ChoiceField(label=_("Caller"), required=False)
    phone = forms.CharField(
        label=_("Caller's number"),
        required=False,
        max_length=40,
        help_text=_("A number on the list is recognised, even if the person is not."),
        widget=forms.TextInput(attrs={"inputmode": "tel", "autocomplete": "off"}),
    )
    title = forms.CharField(label=_("Symptom"), max_length=LONGEST_TITLE, help_text=_("In a few words."))
    serials = forms.CharField(
        label=_("Serial numbers"),
        required=False,
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 2, "spellcheck": "false"}),
        help_text=_("One or several, with spaces or commas between. None for a question."),
    )
    body = forms.CharField(
        label=_("What happens"), required=False, max_length=LONGEST_BODY, widget=forms.Textarea(attrs={"rows": 4})
    )
    diagnosis = forms.CharField(
        label=_("What the helpdesk found out itself"),
        required=False,
        max_length=5_000,
        widget=forms.Textarea(attrs={"rows": 3}),
        help_text=_("Steps taken and what they showed. Without it the decision is conditional."),
    )
    impact = forms.ChoiceField(label=_("Who is stopped"), choices=list(IMPACTS.items()))
    language = forms.ChoiceField(label=_("Answer in"))
    country = forms.ChoiceField(
        label=_("Country"), required=False, help_text=_("Where help is needed, if not where the device is.")
    )
    exclusions = forms.MultipleChoiceField(
        label=_("Does one of these apply?"), required=False, widget=forms.CheckboxSelectMultiple
    )

    def __init__(self, *args: Any, contacts: list[Contact], programme: Programme, shown_in: str, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.contacts = {str(one.id): one for one in contacts}
        people = [(str(one.id), _contact_words(one)) for one in contacts]
        self._offer("contact", [("", _("Not on the list")), *people])
        languages = ((code, language_text(code, shown_in)) for code in programme.coverage.languages)
        self._offer("language", sorted(languages, key=_by_name))
        countries = ((code, country_text(code, shown_in)) for code in programme.coverage.region_of)
        self._offer("country", [("", _("Where the device is")), *sorted(countries, key=_by_name)])
        self._offer("exclusions", [(key, in_language(one.name, shown_in)) for key, one in programme.exclusions.items()])

    def _offer(self, name: str, choices: list[tuple[Any, Any]]) -> None:
        field: Any = self.fields[name]
        field.choices = choices

    def clean_serials(self) -> tuple[DeviceAsked, ...]:
        """Split and tidy the serials; the same one twice counts once."""
        return read_serials(self.cleaned_data["serials"])

    @property
    def chosen_contact(self) -> Contact | None:
        """The contact that calls; None for somebody who is on no list."""
        return self.contacts.get(self.cleaned_data["contact"])


def _contact_words(contact: Contact) -> str:
    return f"{contact.name} ({contact.get_standing_display()})"


def _by_name(option: tuple[str, str]) -> str:
    return option[1].casefold()
