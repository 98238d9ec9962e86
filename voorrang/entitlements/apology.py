"""The words with which a wrong answer is put right: a draft that a person may change before it goes out."""

from decimal import Decimal

from babel import Locale, UnknownLocaleError
from babel.dates import format_date
from babel.numbers import format_currency
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop

from voorrang.accounts.models import Contact, Customer
from voorrang.entitlements.models import Redress
from voorrang.gateways.mail import Message

_OUTCOMES = {
    "refused": gettext_noop("no support"),
    "base_warranty": gettext_noop("support under the unit's own warranty only"),
    "chargeable": gettext_noop("support at a charge"),
    "conditional": gettext_noop("support, on a condition"),
    "entitled": gettext_noop("support, as your contract includes it"),
}


def language_for(customer: Customer) -> str:
    """Return the customer's language where the surface has it, else English."""
    return customer.language if customer.language in dict(settings.LANGUAGES) else "en"


def draft_apology(redress: Redress, customer: Customer, serials: list[str], amount: Decimal | None) -> str:
    """Return the proposed words in the customer's language: what was answered, what is right, what we do about it."""
    language = language_for(customer)
    with translation.override(language):
        facts = {
            "day": format_date(redress.decision.decided_at.date(), "long", locale=_locale(language)),
            "serials": ", ".join(serials),
            "was": _(_OUTCOMES.get(redress.outcome_was, redress.outcome_was)),
            "now": _(_OUTCOMES.get(redress.outcome_now, redress.outcome_now)),
        }
        asked = (
            _("On %(day)s your helpdesk asked us for support for %(serials)s. We answered: %(was)s.")
            if serials
            else _("On %(day)s your helpdesk asked us for support. We answered: %(was)s.")
        )
        parts = [
            asked % facts,
            _("Since then we have learned more about that day, and the right answer was: %(now)s.") % facts,
            _("We are sorry for our wrong answer, and for the trouble that it gave you."),
        ]
        if amount:
            sum_ = format_currency(amount, redress.currency, locale=_locale(language))
            parts.append(_("To make up for it we credit %(sum)s on your next invoice.") % {"sum": sum_})
        parts.append(_("If you still need help with it, open a case or call us. You need not show anything again."))
        return "\n\n".join(parts)


def apology_mail(contact: Contact, customer: Customer, text: str, language: str) -> Message:
    """Return the mail to one person: the words that were approved."""
    with translation.override(language):
        facts = {"name": contact.name, "text": text, "customer": customer.name}
        subject = _("We answered a request of %(customer)s wrongly")
        return Message(contact.email, subject % facts, _("Hello %(name)s,\n\n%(text)s") % facts, language)


def _locale(language: str) -> Locale:
    if language == "en":  # a bare "en" would write dates the American way
        return Locale("en", "GB")
    try:
        return Locale.parse(language.replace("-", "_"))
    except (UnknownLocaleError, ValueError):
        return Locale("en")
