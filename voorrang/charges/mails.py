"""Mail to whoever may consent: an estimate waits."""

from datetime import datetime, timedelta
from decimal import Decimal

from babel.dates import format_date
from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.accounts.queries import members
from voorrang.charges.models import CostEstimate
from voorrang.charges.queries import may_consent
from voorrang.contracts.money import money_text
from voorrang.gateways.mail import Message, send_after_commit


def tell_of_estimate(estimate: CostEstimate, total: Decimal, at: datetime) -> None:
    """Tell everybody who may consent, once each, in their language."""
    told = {}
    for one in members(at):
        if may_consent(one.user, [one.role], at):
            told[one.user.id] = one.user
    for user in told.values():
        with translation.override(user.language):
            last = (estimate.valid_until - timedelta(microseconds=1)).date()
            facts = {
                "name": user.name,
                "number": estimate.number,
                "case": estimate.case.number,
                "total": money_text(total, estimate.currency, user.language),
                "until": format_date(last, "d MMMM y", locale=user.language.replace("-", "_")),
                "link": f"{settings.VOORRANG_BASE_URL}/portal/costs/{estimate.id}/",
            }
            text = _(
                "Hello %(name)s,\n\n"
                "Work on case %(case)s would cost %(total)s. The case waits for your answer, up to and including "
                "%(until)s. Read the estimate, and consent or refuse:\n%(link)s"
            )
            subject = _("Case %(case)s: an estimate of cost waits for your consent") % facts
            send_after_commit(Message(user.email, subject, text % facts, user.language))
