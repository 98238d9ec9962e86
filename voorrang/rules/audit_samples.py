"""The sample of an audit of the installed base (E.7): how large, how divided, and which units. Anyone can draw it again.

A unit's turn in its stratum is the SHA-256 of seed, stratum and id, as hexadecimal text; the first ones are the sample. So
the same seed and population give the same sample in whatever order the units are handed in, and a unit that was added or
left out changes no other unit's turn.
"""

from collections.abc import Iterable, Mapping
from hashlib import sha256
from math import ceil
from statistics import NormalDist
from typing import NamedTuple


class Drawn(NamedTuple):
    """A unit of the sample. `place` counts from 1 over the whole sample, stratum by stratum."""

    stratum: str
    unit: str
    place: int


def sample_size(population: int, *, margin: float, confidence: float, share: float = 0.5) -> int:
    """Return how many of a population to look at, so that a share is known to plus or minus `margin`.

    By the normal approximation with the correction for a finite population; `share` is the one expected, a half being the
    worst. Raises `ValueError` for a margin or confidence that is not between 0 and 1.
    """
    if not (0 < margin < 1 and 0 < confidence < 1 and 0 <= share <= 1):
        message = "margin and confidence lie between 0 and 1"
        raise ValueError(message)
    if population <= 0:
        return 0
    z = NormalDist().inv_cdf(0.5 + confidence / 2)
    endless = max(z * z * share * (1 - share) / (margin * margin), 1.0)
    return min(population, ceil(endless / (1 + (endless - 1) / population)))


def allocate(sizes: Mapping[str, int], total: int, *, least: int = 0) -> dict[str, int]:
    """Divide a sample over strata in proportion to their sizes, by largest remainder; at least `least` of each.

    No stratum gives more than it has; with `least` the sample may become larger than `total`.
    """
    population = sum(sizes.values())
    if population == 0:
        return dict.fromkeys(sorted(sizes), 0)
    total = min(total, population)
    exact = {key: total * size / population for key, size in sizes.items()}
    given = {key: int(share) for key, share in exact.items()}
    rest = sorted(sizes, key=lambda key: (given[key] - exact[key], key))
    for key in rest[: total - sum(given.values())]:
        given[key] += 1
    return {key: min(sizes[key], max(given[key], least)) for key in sorted(sizes)}


def draw(population: Mapping[str, Iterable[str]], seed: str, allocation: Mapping[str, int]) -> tuple[Drawn, ...]:
    """Draw the units of each stratum, those with the earliest turn first. Raises `ValueError` for a unit named twice."""
    drawn: list[Drawn] = []
    for stratum in sorted(population):
        units = list(population[stratum])
        if len(set(units)) < len(units):
            message = f"a unit stands twice in the stratum {stratum}"
            raise ValueError(message)
        turns = sorted(units, key=lambda unit: turn_of(seed, stratum, unit))
        drawn += [Drawn(stratum, unit, 0) for unit in turns[: allocation.get(stratum, 0)]]
    return tuple(one._replace(place=place) for place, one in enumerate(drawn, 1))


def turn_of(seed: str, stratum: str, unit: str) -> str:
    """Return what the units of a stratum are sorted by."""
    return sha256(f"{seed}\n{stratum}\n{unit}".encode()).hexdigest()


def population_digest(units: Iterable[str]) -> str:
    """Return the SHA-256 over the sorted units, a line each: whoever draws again knows that the population is the same."""
    return sha256("\n".join(sorted(units)).encode()).hexdigest()
