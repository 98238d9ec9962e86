"""Why a cost was not taken, each as a fact; the doors say it in words."""

from decimal import Decimal

from voorrang.charges.models import Consent


class NotChargeable(RuntimeError):
    """Nobody has chosen to charge for this case (D.5): it is served under the contract."""


class EstimateNotOpen(RuntimeError):
    """The estimate cannot be sent, answered or charged against: `state` says how it stands."""

    def __init__(self, state: str) -> None:
        self.state = state
        super().__init__(state)


class AnsweredBefore(RuntimeError):
    """Somebody has answered before: `consent` says who, when and how."""

    def __init__(self, consent: Consent) -> None:
        self.consent = consent
        super().__init__(consent.answer)


class MayNotConsent(PermissionError):
    """Only a helpdesk lead, a person whom the agreement names, or an engineer whom the lead lets, may consent."""


class AmountDiffers(ValueError):
    """The amount that was read is not the amount of the estimate: `amount` is."""

    def __init__(self, amount: Decimal) -> None:
        self.amount = amount
        super().__init__(str(amount))


class LineFlawed(ValueError):
    """A line lacks something: `field` names it, `code` says what."""

    def __init__(self, field: str, code: str) -> None:
        self.field = field
        self.code = code
        super().__init__(f"{field}: {code}")


class ChargeRefused(ValueError):
    """A charge is not taken: `code` as the rules say, `left` is what may still be charged against the line."""

    def __init__(self, code: str, left: Decimal) -> None:
        self.code = code
        self.left = left
        super().__init__(code)


class ReasonNeeded(ValueError):
    """This needs a reason."""


class NothingToExport(RuntimeError):
    """Every line of the period is in an export already, or there is none."""


class ExportBusy(RuntimeError):
    """Another export was made in this moment."""
