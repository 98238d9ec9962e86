"""The customer's answer to an estimate: a person with the right to, by name. The case then runs on."""

from collections.abc import Iterable
from contextlib import suppress
from datetime import datetime
from decimal import Decimal
from typing import Any

from django.db import IntegrityError, transaction
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.accounts.models import User
from voorrang.accounts.queries import selected_id
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.cases.actions import customer_reply
from voorrang.cases.refusals import CaseRefusal
from voorrang.charges.actions.estimates import move_row, note
from voorrang.charges.models import Consent, ConsentRule, CostEstimate
from voorrang.charges.queries import estimate_view, may_consent
from voorrang.charges.refusals import AmountDiffers, AnsweredBefore, EstimateNotOpen, MayNotConsent
from voorrang.contracts.money import money_text


def consent(
    *, estimate: CostEstimate, amount: Decimal, user: User, roles: Iterable[Any], by: Actor, at: datetime
) -> Consent:
    """Consent to the amount that was read. Of two people at once one answers.

    Raises `MayNotConsent`, `AnsweredBefore`, `EstimateNotOpen`, `AmountDiffers`.
    """
    return _answer(estimate, Consent.Answer.CONSENTED, user, roles, "", by, at, read=amount)


def refuse(
    *, estimate: CostEstimate, reason: str, user: User, roles: Iterable[Any], by: Actor, at: datetime
) -> Consent:
    """Refuse an estimate, with or without a reason. Raises `MayNotConsent`, `AnsweredBefore`, `EstimateNotOpen`."""
    return _answer(estimate, Consent.Answer.REFUSED, user, roles, reason.strip(), by, at)


def let_engineers_consent(*, may: bool, by: Actor, at: datetime) -> None:
    """Set whether the customer's helpdesk engineers may consent too."""
    customer_id = selected_id()
    ConsentRule.objects.update_or_create(
        customer_id=customer_id, defaults={"engineers_may": may, "changed_at": at, "changed_by": by.id}
    )
    record("consent_rule.changed", subject_kind="customer", subject_id=customer_id, by=by, at=at, data={"may": may})


def _answer(
    estimate: CostEstimate,
    answer: str,
    user: User,
    roles: Iterable[Any],
    reason: str,
    by: Actor,
    at: datetime,
    *,
    read: Decimal | None = None,
) -> Consent:
    if not may_consent(user, roles, at):
        raise MayNotConsent
    # Held against whoever takes it back in this moment.
    held: CostEstimate = CostEstimate.objects.select_for_update().get(id=estimate.id)
    view = estimate_view(held, at)
    if view.consent is not None:
        raise AnsweredBefore(view.consent)
    if view.state != "waiting":
        raise EstimateNotOpen(view.state)
    if read is not None and read != view.total:
        raise AmountDiffers(view.total)
    try:
        with transaction.atomic():
            made: Consent = Consent.objects.create(
                customer_id=estimate.customer_id,
                estimate=estimate,
                answer=answer,
                amount=view.total,
                name=user.name,
                note=reason,
                answered_at=at,
                answered_by=by.id,
            )
    except IntegrityError as error:
        raise AnsweredBefore(Consent.objects.get(estimate=estimate)) from error
    move_row(estimate, answer)
    note(estimate, f"cost.{answer}", by=by, at=at, amount=str(view.total))
    with translation.override(estimate.language):
        facts = {"number": estimate.number, "total": money_text(view.total, estimate.currency, estimate.language)}
        words = (
            _("I consent to %(total)s (estimate %(number)s).") % facts
            if answer == Consent.Answer.CONSENTED
            else _("I do not consent to %(total)s (estimate %(number)s).") % facts
        )
    # A case that was resolved in the meantime takes no reply; the answer holds all the same.
    with suppress(CaseRefusal):
        text = f"{words} {reason}".strip()
        customer_reply(case=estimate.case, text=text, language=estimate.language, by=by, at=at)
    return made
