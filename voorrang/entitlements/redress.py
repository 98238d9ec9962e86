"""What a person does about a proposal: make it good, or not, with a reason. Each action runs in the caller's transaction."""

from datetime import datetime
from decimal import Decimal
from uuid import UUID

from django.db import IntegrityError, transaction

from voorrang.accounts.models import Contact, CustomerRole
from voorrang.accounts.queries import members, selected_customer
from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.editions.store import programme_of
from voorrang.entitlements.actions import reason_given, role_of
from voorrang.entitlements.apology import apology_mail, language_for
from voorrang.entitlements.models import Redress, RedressAnswer, RedressRow
from voorrang.entitlements.refusals import RoleMayNot
from voorrang.gateways.mail import send_after_commit
from voorrang.rules.programme import Programme

MOST = Decimal(100_000)


class RedressAnswered(RuntimeError):
    """Somebody has answered this proposal before, or it has fallen away."""


class NothingToMakeGood(ValueError):
    """The customer got more than was due, not less: that is never taken back, and needs no apology."""


class CreditNotUsable(ValueError):
    """A credit is an amount from nothing to `MOST`, in the proposal's currency."""


def approve_redress(
    *, redress: Redress, apology: str, amount: Decimal | None, reason: str, by: Actor, at: datetime
) -> RedressAnswer:
    """Make a wrong answer good: the words go by mail to who asked and to the helpdesk's leads; the credit is noted.

    Raises `RoleMayNot`, `ReasonMissing`, `NothingToMakeGood`, `CreditNotUsable`, `RedressAnswered`.
    """
    role = role_of(by, programme_of_redress(redress).discretion_roles)
    reason = reason_given(reason)
    words = reason_given(apology)
    if redress.verdict != Redress.Verdict.WRONGED:
        raise NothingToMakeGood
    if amount is not None and not (0 <= amount <= MOST and redress.currency):
        raise CreditNotUsable
    customer = selected_customer()
    language = language_for(customer)
    answer = _answer(
        redress,
        RedressAnswer(
            answer=RedressAnswer.Answer.APPROVED,
            reason=reason,
            role=role,
            apology=words,
            language=language,
            credit_amount=amount or None,
            currency=redress.currency if amount else "",
        ),
        by,
        at,
    )
    told = _recipients(redress, at)
    for contact in told:
        send_after_commit(apology_mail(contact, customer, words, language))
    data = {"told": [str(contact.id) for contact in told], "credit": str(amount or 0)}
    record("redress.approved", subject_kind="redress", subject_id=redress.id, by=by, at=at, data=data)
    return answer


def decline_redress(*, redress: Redress, reason: str, by: Actor, at: datetime) -> RedressAnswer:
    """Leave it as it was, for a reason. Raises `RoleMayNot`, `ReasonMissing`, `RedressAnswered`."""
    role = role_of(by, programme_of_redress(redress).discretion_roles)
    answer = RedressAnswer(answer=RedressAnswer.Answer.DECLINED, reason=reason_given(reason), role=role)
    answer = _answer(redress, answer, by, at)
    record("redress.declined", subject_kind="redress", subject_id=redress.id, by=by, at=at)
    return answer


def programme_of_redress(redress: Redress) -> Programme:
    """Return the programme by which the claim would be judged now."""
    return programme_of(redress.terms_hash, redress.coverage_hash, redress.readings_hash)


def answer_to(redress: Redress) -> RedressAnswer | None:
    """Return what a person decided, or None while it waits."""
    found: RedressAnswer | None = RedressAnswer.objects.filter(redress=redress).first()
    return found


def _answer(redress: Redress, answer: RedressAnswer, by: Actor, at: datetime) -> RedressAnswer:
    answer.customer_id, answer.redress = redress.customer_id, redress
    answer.answered_by, answer.answered_at = _person(by), at
    # The row's lock holds off a recheck that would close the proposal while it is answered.
    if not Redress.objects.select_for_update().filter(id=redress.id, closed_at=None).exists():
        raise RedressAnswered
    try:
        with transaction.atomic():
            answer.save(force_insert=True)
    except IntegrityError as error:
        raise RedressAnswered from error
    RedressRow.objects.filter(id=redress.id).update(
        state=answer.answer, credit_amount=answer.credit_amount, currency=answer.currency
    )
    return answer


def _person(by: Actor) -> UUID:
    """Return who answers: `role_of` lets named people pass only."""
    if by.id is None:
        raise RoleMayNot(frozenset())
    return by.id


def _recipients(redress: Redress, at: datetime) -> list[Contact]:
    """Who asked, if the person is still there and has a mail address, and the helpdesk's leads: each once."""
    asked = Contact.objects.filter(id=redress.decision.contact_id).exclude(ended_at__lte=at).exclude(email="")
    leads = members(at).filter(role=CustomerRole.HELPDESK_LEAD)
    found = {contact.id: contact for contact in asked}
    return list((found | {one.contact_id: one.contact for one in leads if one.contact.email}).values())
