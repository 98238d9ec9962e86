"""Outcomes and their order, as words for everybody and as places for comparing."""

from datetime import timedelta
from typing import Literal

type Outcome = Literal["refused", "base_warranty", "chargeable", "conditional", "entitled"]

OUTCOMES: tuple[Outcome, ...] = ("refused", "base_warranty", "chargeable", "conditional", "entitled")
"""From worst to best (decision 3)."""

REFUSED, BASE_WARRANTY, CHARGEABLE, CONDITIONAL, ENTITLED = range(5)
"""Places in OUTCOMES; the rules compare these."""

ENDS_SOON = timedelta(days=30)
"""A contract or cover that ends within this time is announced."""
