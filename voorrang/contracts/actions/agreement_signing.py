"""Signing and ending an agreement. With the second signature it holds, and the version before it ends."""

from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Q

from voorrang.audit.actions import record
from voorrang.audit.actor import Actor
from voorrang.contracts.actions.agreement_drafts import AgreementFlawed
from voorrang.contracts.agreement_mails import tell_of_offer
from voorrang.contracts.models import Agreement, AgreementEnding, AgreementSignature
from voorrang.contracts.queries.agreement_versions import held_beside
from voorrang.rules.agreements import Flaw, judge_period, starts


class AlreadySigned(RuntimeError):
    """This side has signed before: `signature` says who and when."""

    def __init__(self, signature: AgreementSignature) -> None:
        self.signature = signature
        super().__init__(f"signed at {signature.signed_at}")


class AgreementMoved(RuntimeError):
    """The words have changed, or the version is gone, since the signer read them."""


class NotOffered(RuntimeError):
    """The vendor signs first: only then does the customer see it."""


class AlreadyEnded(RuntimeError):
    """The agreement has ended, or somebody has ended it before."""


class ReasonNeeded(ValueError):
    """Ending an agreement needs a reason."""


def sign_side(*, agreement: Agreement, revision: int, by: Actor, at: datetime) -> AgreementSignature:
    """Sign for the actor's side what was read in `revision`; with the vendor's signature the customer is told.

    Of two people of one side one signs. With the second side's signature the version holds from its start, or from now when
    that has passed, and the one before it ends there. Raises `AlreadySigned`, `AgreementMoved`, `NotOffered`,
    `AgreementFlawed`.
    """
    # Both sides queue up here: else each could miss the other's signature, and nobody would bring it into force.
    held = Agreement.objects.select_for_update().filter(id=agreement.id).first()
    if held is None:
        raise AgreementMoved
    signed = {one.side: one for one in AgreementSignature.objects.filter(agreement=held)}
    if by.side in signed:
        raise AlreadySigned(signed[by.side])
    if held.revision != revision or held.signed_at is not None:
        raise AgreementMoved
    if by.side == "customer" and AgreementSignature.Side.VENDOR not in signed:
        raise NotOffered
    starts_at = starts(held.starts_at, at)
    earlier, others = held_beside(held.number, at)
    flaw = judge_period(starts_at=starts_at, ends_at=held.ends_at, earlier=earlier, others=others, at=at)
    if flaw is not None:
        raise AgreementFlawed(flaw)
    try:
        with transaction.atomic():
            signature: AgreementSignature = AgreementSignature.objects.create(
                customer_id=held.customer_id,
                agreement=held,
                side=by.side,
                revision=revision,
                signed_at=at,
                signed_by=by.id,
            )
    except IntegrityError as error:
        raise AlreadySigned(AgreementSignature.objects.get(agreement=held, side=by.side)) from error
    data = {"number": held.number, "version": held.version, "side": by.side, "revision": revision}
    record("agreement.signed", subject_kind="agreement", subject_id=held.id, by=by, at=at, data=data)
    if signed:
        _bring_into_force(held, starts_at, at)
    else:
        tell_of_offer(held, at)
    return signature


def end_agreement(*, agreement: Agreement, ends_at: datetime, reason: str, by: Actor, at: datetime) -> AgreementEnding:
    """End a signed agreement at `ends_at`, exclusive, now at the earliest. Cases keep what they were opened under.

    Raises `ReasonNeeded`, `AlreadyEnded`, and `AgreementFlawed` for an end in the past or later than the agreed one.
    """
    if not reason.strip():
        raise ReasonNeeded
    held = Agreement.objects.select_for_update().filter(id=agreement.id).exclude(signed_at=None).first()
    if held is None or (held.ends_at is not None and held.ends_at <= at):
        raise AlreadyEnded
    if ends_at < at or ends_at <= held.starts_at or (held.ends_at is not None and ends_at > held.ends_at):
        raise AgreementFlawed(Flaw("end_not_usable", str(held), held.ends_at))
    try:
        with transaction.atomic():
            ending: AgreementEnding = AgreementEnding.objects.create(
                customer_id=held.customer_id,
                agreement=held,
                ends_at=ends_at,
                reason=reason.strip(),
                ended_at=at,
                ended_by=by.id,
            )
    except IntegrityError as error:
        raise AlreadyEnded from error
    Agreement.objects.filter(id=held.id).update(ends_at=ends_at)
    data = {"number": held.number, "version": held.version, "ends_at": ends_at.isoformat()}
    record("agreement.ended", subject_kind="agreement", subject_id=held.id, by=by, at=at, data=data)
    return ending


def _bring_into_force(held: Agreement, starts_at: datetime, at: datetime) -> None:
    earlier = Agreement.objects.filter(number=held.number, version__lt=held.version).exclude(signed_at=None)
    earlier.filter(Q(ends_at=None) | Q(ends_at__gt=starts_at)).update(ends_at=starts_at)
    Agreement.objects.filter(id=held.id).update(signed_at=at, starts_at=starts_at)
