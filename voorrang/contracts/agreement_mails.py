"""Mail to the people of the customer who may sign: an agreement waits for them."""

from datetime import datetime

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.accounts.models import CustomerRole
from voorrang.accounts.queries import members
from voorrang.contracts.models import Agreement
from voorrang.gateways.mail import Message, send_after_commit

SIGNERS = (CustomerRole.HELPDESK_LEAD, CustomerRole.EXECUTIVE)


def tell_of_offer(agreement: Agreement, at: datetime) -> None:
    """Tell leads and executives that the vendor has signed, and that they can read and sign now."""
    for user in {one.user.id: one.user for one in members(at).filter(role__in=SIGNERS)}.values():
        with translation.override(user.language):
            facts = {"name": user.name, "number": str(agreement), "link": settings.VOORRANG_BASE_URL}
            text = _(
                "Hello %(name)s,\n\n"
                "We have signed agreement %(number)s. Read it in the support portal, and sign it there for your side:\n"
                "%(link)s"
            )
            subject = _("Agreement %(number)s waits for your signature") % facts
            send_after_commit(Message(user.email, subject, text % facts, user.language))
