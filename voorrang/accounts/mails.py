"""The words of mails about access."""

from datetime import datetime
from typing import Any

from babel.dates import format_datetime
from django.utils import translation
from django.utils.functional import Promise
from django.utils.translation import gettext_lazy as _

from voorrang.accounts.links import admissions_link, helpdesk_link, invitation_link, pin_link, tokens_link
from voorrang.accounts.models import Admission, ApiToken, Contact, Customer, Helpdesk, Partner, Pin
from voorrang.gateways.mail import Message


def invitation_mail(customer: Customer, contact: Contact, token: str, expires_at: datetime) -> Message:
    """Return the mail that lets a contact sign in for the first time, in the contact's language."""
    return _to(
        contact,
        _("Your access to the support portal of %(customer)s"),
        _(
            "Hello %(name)s,\n\n"
            "%(customer)s has invited you to its support portal. There you open cases, follow them, and see what each "
            "device is entitled to.\n\n"
            "Choose a password here:\n%(link)s\n\n"
            "The link works once, until %(until)s. If it has run out, ask your helpdesk lead for a new one.\n\n"
            "If you did not expect this mail, you need not do anything."
        ),
        name=contact.name,
        customer=customer.name,
        link=invitation_link(token),
        until=_moment(expires_at, contact.language),
    )


def pin_mail(contact: Contact, helpdesk: Helpdesk, token: str, expires_at: datetime) -> Message:
    """Return the mail with the one-time link to a new PIN. It never holds the PIN itself."""
    return _to(
        contact,
        _("A new PIN for %(helpdesk)s"),
        _(
            "Hello %(name)s,\n\n"
            "A new PIN is ready for the helpdesk %(helpdesk)s. Your colleagues give it when they call us.\n\n"
            "See it here:\n%(link)s\n\n"
            "The PIN is shown once. Have a safe place ready, such as your password manager. The link works until "
            "%(until)s.\n\n"
            "Never send the PIN by mail. We shall never ask you for it in a mail either."
        ),
        name=contact.name,
        helpdesk=helpdesk.name,
        link=pin_link(token),
        until=_moment(expires_at, contact.language),
    )


def token_mail(customer: Customer, contact: Contact, token: ApiToken) -> Message:
    """Return the mail that warns of a token's end, in the contact's language. It never holds the token."""
    return _to(
        contact,
        _("The token of %(system)s ends soon"),
        _(
            "Hello %(name)s,\n\n"
            "The token of %(system)s (%(prefix)s…) of %(customer)s ends on %(until)s. From then on that system is refused.\n\n"
            "Make a new token in time and put it into the system:\n%(link)s\n\n"
            "If the system is not in use any more, you need not do anything."
        ),
        name=contact.name,
        customer=customer.name,
        system=token.name,
        prefix=token.prefix,
        until=_moment(token.expires_at, contact.language) if token.expires_at else "",
        link=tokens_link(),
    )


def admission_mail(customer: Customer, lead: Contact, admission: Admission) -> Message:
    """Return the mail that asks a lead about somebody who was let in unlisted. The number is not in it."""
    return _to(
        lead,
        _("%(name)s waits for your approval"),
        _(
            "Hello %(lead)s,\n\n"
            "%(name)s called with the PIN of your helpdesk, but is not on the list of %(customer)s. We let the call through "
            "for now; it waits for your word until %(until)s.\n\n"
            "Does this person belong to your helpdesk? Say yes or no here:\n%(link)s\n\n"
            "Without an answer the person counts as unlisted again, and is asked for their name."
        ),
        lead=lead.name,
        customer=customer.name,
        name=admission.name,
        until=_moment(admission.expires_at, lead.language),
        link=admissions_link(),
    )


def lapsed_mail(customer: Customer, lead: Contact, admission: Admission) -> Message:
    """Return the mail that tells a lead that nobody answered in time."""
    return _to(
        lead,
        _("%(name)s is not let through any more"),
        _(
            "Hello %(lead)s,\n\n"
            "%(name)s was let through for %(customer)s without being on the list. Nobody said yes or no in time, so that is "
            "over now.\n\n"
            "If the person belongs to your helpdesk, add them as a contact:\n%(link)s"
        ),
        lead=lead.name,
        customer=customer.name,
        name=admission.name,
        link=helpdesk_link(),
    )


def partner_mail(customer: Customer, lead: Contact, partner: Partner) -> Message:
    """Return the mail that warns a lead that a partner's authority ends soon."""
    return _to(
        lead,
        _("The authority of %(name)s ends soon"),
        _(
            "Hello %(lead)s,\n\n"
            "The authority of %(name)s to claim support for %(customer)s ends on %(until)s. From then on its people are "
            "refused, on the phone and in the portal.\n\n"
            "Extend it in time if they work on for you:\n%(link)s\n\n"
            "If they do not, you need not do anything."
        ),
        lead=lead.name,
        customer=customer.name,
        name=partner.name,
        until=_moment(partner.ends_at, lead.language) if partner.ends_at else "",
        link=helpdesk_link(),
    )


def old_pin_mail(customer: Customer, lead: Contact, pin: Pin) -> Message:
    """Return the mail that tells a lead of a PIN that is due for a new one. It holds the first five digits only."""
    return _to(
        lead,
        _("A new PIN is due for %(helpdesk)s"),
        _(
            "Hello %(lead)s,\n\n"
            "The PIN %(selector)s … of the helpdesk %(helpdesk)s of %(customer)s works since %(since)s. It is time for a new "
            "one: people come and go, and a PIN goes with them.\n\n"
            "Mail a link to a new one here:\n%(link)s\n\n"
            "The old one works on for some days, so that nobody is cut off."
        ),
        lead=lead.name,
        customer=customer.name,
        helpdesk=pin.helpdesk.name,
        selector=pin.selector,
        since=_moment(pin.starts_at, lead.language),
        link=helpdesk_link(),
    )


def _to(person: Contact, subject: Promise, text: Promise, **facts: Any) -> Message:
    """Put the facts into the words, in the language of whoever gets the mail."""
    with translation.override(person.language):
        return Message(person.email, subject % facts, text % facts, person.language)


def _moment(at: datetime, language: str) -> str:
    return f"{format_datetime(at, 'd MMMM y, HH:mm', locale=language.replace('-', '_'))} UTC"
