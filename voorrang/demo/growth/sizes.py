"""How large each customer of a grown world is: a few giants and a long tail, as portfolios are. Pure."""

from collections.abc import Sequence
from itertools import accumulate
from typing import NamedTuple


class Size(NamedTuple):
    """Devices and cases of one customer."""

    devices: int
    cases: int


def sizes_of(customers: int, devices: int, cases: int, least: Size) -> list[Size]:
    """Share devices and cases out by Zipf's law, the largest customer first; none has less than `least`.

    The sums are exact. Raises `ValueError` where there is not enough for all.
    """
    return [
        Size(*one)
        for one in zip(_shares(customers, devices, least.devices), _shares(customers, cases, least.cases), strict=True)
    ]


def _shares(count: int, total: int, least: int) -> Sequence[int]:
    rest = total - count * least
    if rest < 0:
        message = f"{count} x {least} is more than {total}"
        raise ValueError(message)
    weights = list(accumulate(1 / rank for rank in range(1, count + 1)))
    ends = [round(rest * weight / weights[-1]) for weight in weights]
    return [least + end - begin for begin, end in zip([0, *ends], ends, strict=False)]
