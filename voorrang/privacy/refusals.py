"""Why something of privacy is not done. Each states the fact; the doors say it in words."""

from datetime import datetime
from uuid import UUID


class PrivacyRefusal(ValueError):
    """Something cannot be done now; the subclass says what."""


class UnderLegalHold(PrivacyRefusal):
    """Nothing of this subject goes while a hold stands. Whoever may lift holds lifts it first."""

    def __init__(self, hold_id: UUID, subject_kind: str, since: datetime) -> None:
        self.hold_id = hold_id
        self.subject_kind = subject_kind
        self.since = since
        super().__init__(f"{subject_kind} under legal hold {hold_id} since {since.isoformat()}")


class HeldAlready(PrivacyRefusal):
    """A hold on this subject stands already."""


class ReasonMissing(PrivacyRefusal):
    """A hold, its end, or a request needs a reason."""


class ErasedAlready(PrivacyRefusal):
    """The person was erased before."""


class RequestWithdrawn(PrivacyRefusal):
    """The request was taken back."""


class RequestedAlready(PrivacyRefusal):
    """A request to erase this person waits already."""


class RoleMayNot(PrivacyRefusal):
    """Only an operator confirms an erasure, places a hold and lifts it."""


class ErasureIncomplete(RuntimeError):
    """Something of the person was found again after everything had been erased. Nothing is kept of the attempt."""
