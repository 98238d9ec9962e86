"""What a signed agreement leaves out is refused with its number, and may be charged; nothing else states it."""

from datetime import timedelta

import pytest

from tests.cast import AT, StandingCast, serving
from tests.contracts.agreements import NO_LAPTOPS, drafted, signed
from tests.entitlements.claims import Scene, codes, rheinwerk_in_force
from voorrang.contracts.actions.agreement_drafts import ExclusionTerms
from voorrang.entitlements.replay import replay_all

DESKTOP, COVERED_LAPTOP = "CZC0000001", "5CG0000002"


@pytest.fixture
def scene(cast: StandingCast) -> Scene:
    return rheinwerk_in_force(cast)


def test_what_is_left_out_is_refused_with_the_agreement(scene: Scene, cast: StandingCast) -> None:
    before = scene.ask(DESKTOP)
    agreement = signed(cast, cast.management, exclusions=(ExclusionTerms(kinds=("desktop",)),))
    after = scene.ask(DESKTOP, at=AT + timedelta(minutes=1))
    assert (before.outcome, after.outcome) == ("entitled", "refused")
    [told] = [one for one in after.answer.reasons if one.code == "excluded_by_agreement"]
    assert told.facts == {"agreement": str(agreement)}
    assert replay_all()["different"] == []


def test_the_others_are_served_as_before(scene: Scene, cast: StandingCast) -> None:
    signed(cast, cast.management, exclusions=(NO_LAPTOPS,))
    assert scene.ask(DESKTOP, at=AT + timedelta(minutes=1)).outcome == "entitled"


def test_a_draft_leaves_nothing_out(scene: Scene, cast: StandingCast) -> None:
    drafted(cast, cast.management, exclusions=(ExclusionTerms(kinds=("desktop",)),))
    assert "excluded_by_agreement" not in codes(scene.ask(DESKTOP, at=AT + timedelta(minutes=1)))


def test_a_model_is_left_out_in_every_variant(scene: Scene, cast: StandingCast) -> None:
    from voorrang.installed_base.models import Device

    with serving(cast.management):
        product = Device.objects.get(serial=DESKTOP).product_number
    base = product.partition("#")[0]
    signed(cast, cast.management, exclusions=(ExclusionTerms(products=(f"{base.lower()}#ZZZ",)),))
    assert scene.ask(DESKTOP, at=AT + timedelta(minutes=1)).outcome == "refused"


def test_another_customers_agreement_says_nothing_here(scene: Scene, cast: StandingCast) -> None:
    signed(cast, cast.access, exclusions=(ExclusionTerms(kinds=("desktop",)),))
    assert scene.ask(DESKTOP, at=AT + timedelta(minutes=1)).outcome == "entitled"
