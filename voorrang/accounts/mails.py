"""The words of mails about access."""

from datetime import datetime

from babel.dates import format_datetime
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.accounts.links import invitation_link, pin_link, tokens_link
from voorrang.accounts.models import ApiToken, Contact, Customer, Helpdesk
from voorrang.gateways.mail import Message


def invitation_mail(customer: Customer, contact: Contact, token: str, expires_at: datetime) -> Message:
    """Return the mail that lets a contact sign in for the first time, in the contact's language."""
    facts = {
        "name": contact.name,
        "customer": customer.name,
        "link": invitation_link(token),
        "until": _moment(expires_at, contact.language),
    }
    with translation.override(contact.language):
        text = _(
            "Hello %(name)s,\n\n"
            "%(customer)s has invited you to its support portal. There you open cases, follow them, and see what each "
            "device is entitled to.\n\n"
            "Choose a password here:\n%(link)s\n\n"
            "The link works once, until %(until)s. If it has run out, ask your helpdesk lead for a new one.\n\n"
            "If you did not expect this mail, you need not do anything."
        )
        subject = _("Your access to the support portal of %(customer)s")
        return Message(contact.email, subject % facts, text % facts, contact.language)


def pin_mail(contact: Contact, helpdesk: Helpdesk, token: str, expires_at: datetime) -> Message:
    """Return the mail with the one-time link to a new PIN. It never holds the PIN itself."""
    facts = {
        "name": contact.name,
        "helpdesk": helpdesk.name,
        "link": pin_link(token),
        "until": _moment(expires_at, contact.language),
    }
    with translation.override(contact.language):
        text = _(
            "Hello %(name)s,\n\n"
            "A new PIN is ready for the helpdesk %(helpdesk)s. Your colleagues give it when they call us.\n\n"
            "See it here:\n%(link)s\n\n"
            "The PIN is shown once. Have a safe place ready, such as your password manager. The link works until "
            "%(until)s.\n\n"
            "Never send the PIN by mail. We shall never ask you for it in a mail either."
        )
        return Message(contact.email, _("A new PIN for %(helpdesk)s") % facts, text % facts, contact.language)


def token_mail(customer: Customer, contact: Contact, token: ApiToken) -> Message:
    """Return the mail that warns of a token's end, in the contact's language. It never holds the token."""
    facts = {
        "name": contact.name,
        "customer": customer.name,
        "system": token.name,
        "prefix": token.prefix,
        "until": _moment(token.expires_at, contact.language) if token.expires_at else "",
        "link": tokens_link(),
    }
    with translation.override(contact.language):
        text = _(
            "Hello %(name)s,\n\n"
            "The token of %(system)s (%(prefix)s…) of %(customer)s ends on %(until)s. From then on that system is refused.\n\n"
            "Make a new token in time and put it into the system:\n%(link)s\n\n"
            "If the system is not in use any more, you need not do anything."
        )
        return Message(contact.email, _("The token of %(system)s ends soon") % facts, text % facts, contact.language)


def _moment(at: datetime, language: str) -> str:
    return f"{format_datetime(at, 'd MMMM y, HH:mm', locale=language.replace('-', '_'))} UTC"
