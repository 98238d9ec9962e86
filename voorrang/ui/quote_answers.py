"""What both doors say when a quote cannot be answered any more."""

from django.utils.translation import gettext as _

from voorrang.accounts.models import User
from voorrang.contracts.models import QuoteAnswer


def taken_words(answer: QuoteAnswer) -> str:
    """Say who was faster, and how they answered."""
    user = User.objects.filter(id=answer.answered_by).first() if answer.answered_by else None
    facts = {"name": user.name if user else _("somebody else")}
    if answer.answer == QuoteAnswer.Answer.ACCEPTED:
        return _("Already accepted by %(name)s. Nothing was ordered twice.") % facts
    return _("Already declined by %(name)s. Ask for a new quote if you want it after all.") % facts


def closed_words(state: str) -> str:
    """Say why a quote takes no answer, or is not sent again."""
    if state == "expired":
        return _("The quote has expired. A new one takes its place.")
    if state == "draft":
        return _("The quote was not sent yet.")
    return _("The quote was sent already.")
