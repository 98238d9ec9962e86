"""Why an action on decisions is refused. Each states the fact; doors word it."""

from datetime import datetime


class RoleMayNot(PermissionError):
    """The acting person has none of the roles that the programme asks for; `roles` names them."""

    def __init__(self, roles: frozenset[str]) -> None:
        """Keep the roles that may."""
        self.roles = tuple(sorted(roles))
        super().__init__(f"Only these roles may do this: {', '.join(self.roles)}.")


class DecisionSuperseded(RuntimeError):
    """Another decision has taken the place of this one: look at that one first."""


class ChoiceWithoutGround(ValueError):
    """Every duty is met and cover holds, so there is nothing to charge or decline for (D.5)."""


class ReasonMissing(ValueError):
    """A named person's choice or exception needs a reason in words."""


class OverrideKindUnknown(ValueError):
    """The programme knows no such exception; `kinds` are those it knows."""

    def __init__(self, kinds: tuple[str, ...]) -> None:
        """Keep the kinds that there are."""
        self.kinds = kinds
        super().__init__(f"Choose one of: {', '.join(kinds)}.")


class ExpiryNotAllowed(ValueError):
    """An exception ends in the future and within the programme's longest term; `latest_at` is the last instant allowed."""

    def __init__(self, latest_at: datetime) -> None:
        """Keep the latest end."""
        self.latest_at = latest_at
        super().__init__(f"Choose an end in the future, at the latest {latest_at:%Y-%m-%d}.")


class OverrideAlreadyEnded(RuntimeError):
    """The exception has expired or was revoked before."""
