"""Mails to the customer's leads about quotes and cancellations, each in the reader's language."""

from datetime import datetime, timedelta

from babel.dates import format_date
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.accounts.models import CustomerRole, User
from voorrang.accounts.queries import members
from voorrang.contracts.models import Contract, Quote
from voorrang.gateways.mail import Message, send_after_commit

_TICK = timedelta(microseconds=1)


def tell_of_quote(quote: Quote, at: datetime) -> None:
    """Tell the leads that a quote waits for their answer."""
    for user in _leads(at):
        with translation.override(user.language):
            facts = {
                "name": user.name,
                "number": quote.number,
                "until": _day(quote.valid_until, user.language),
                "link": settings.VOORRANG_BASE_URL,
            }
            text = _(
                "Hello %(name)s,\n\n"
                "Quote %(number)s is ready for you. Read it, and accept or decline it, until %(until)s:\n%(link)s"
            )
            send_after_commit(Message(user.email, _("Quote %(number)s") % facts, text % facts, user.language))


def tell_of_cancellation(contract: Contract, ends_at: datetime, at: datetime) -> None:
    """Tell the leads that a contract ends before its term."""
    for user in _leads(at):
        with translation.override(user.language):
            facts = {
                "name": user.name,
                "number": contract.number,
                "last": _day(ends_at, user.language),
                "link": settings.VOORRANG_BASE_URL,
            }
            text = _(
                "Hello %(name)s,\n\n"
                "Contract %(number)s is cancelled. Its last day is %(last)s. Cases that are open go on as decided.\n\n"
                "See your contracts here:\n%(link)s"
            )
            subject = _("Contract %(number)s ends on %(last)s") % facts
            send_after_commit(Message(user.email, subject, text % facts, user.language))


def _leads(at: datetime) -> list[User]:
    return [membership.user for membership in members(at).filter(role=CustomerRole.HELPDESK_LEAD)]


def _day(end: datetime, language: str) -> str:
    return format_date((end - _TICK).date(), "d MMMM y", locale=language.replace("-", "_"))
