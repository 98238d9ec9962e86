"""Properties of what changes a contract: no overlap, never more than was bought, exact sums, each stage once."""

from datetime import datetime, timedelta
from decimal import Decimal

from hypothesis import given
from hypothesis import strategies as st

from tests.rules.world import PROGRAMME, day
from voorrang.rules.articles import article_for
from voorrang.rules.cancellation import judge_cancellation
from voorrang.rules.co_terming import agreed_end
from voorrang.rules.eligibility import FleetCount
from voorrang.rules.orders import HeldScope, Order, OrderLine
from voorrang.rules.periods import add_years, months_begun
from voorrang.rules.programme import Article
from voorrang.rules.quotes import state_of, total_of
from voorrang.rules.renewals import remind_at, stage_of, stage_to_tell
from voorrang.rules.true_up import Ordered, true_ups
from voorrang.rules.upgrades import judge_upgrade

MOMENTS = st.integers(0, 11 * 365 * 24).map(lambda hours: day("2024-01-01") + timedelta(hours=hours))
NUMBERS = st.sampled_from(sorted(PROGRAMME.articles))
STAGES = (90, 60, 30)


@given(st.sampled_from(sorted(PROGRAMME.tiers)), st.sampled_from(["pc", "print"]), st.integers(0, 7))
def test_a_choice_finds_what_it_says_or_tells_what_there_is(tier: str, scope: str, years: int) -> None:
    found = article_for(tier, scope, years, PROGRAMME)
    if isinstance(found, Article):
        assert (found.tier, found.term_years) == (tier, years)
        assert scope in found.scopes
    else:
        assert years not in found.facts.get("offered", [])


@given(MOMENTS, st.integers(1, 5), MOMENTS)
def test_an_agreed_end_lies_within_the_term(starts_at: datetime, years: int, ends_at: datetime) -> None:
    may_be = agreed_end(starts_at, years, ends_at).code == "ends_together"
    assert may_be == (starts_at < ends_at <= add_years(starts_at, years))


@given(MOMENTS, st.integers(1, 5), NUMBERS, st.sampled_from(sorted(PROGRAMME.tiers)), MOMENTS, MOMENTS)
def test_an_accepted_upgrade_rises_and_overlaps_nothing(
    began: datetime, years: int, article: str, tier: str, starts_at: datetime, at: datetime
) -> None:
    held = tuple(HeldScope(scope, began, add_years(began, years), tier) for scope in ("pc", "print"))
    asked = Order((OrderLine(article, 300),), "NL", "NL", starts_at, (), held)
    verdict = judge_upgrade(asked, PROGRAMME, at)
    if not verdict.order.accepted:
        assert verdict.order.reasons
        return
    assert starts_at.date() >= at.date()
    for new in verdict.order.scopes:
        [old] = [one for one in verdict.replaced if one.scope == new.scope]
        assert PROGRAMME.tiers[new.tier].rank > PROGRAMME.tiers[old.tier].rank
        assert old.starts_at < new.starts_at < old.ends_at


@given(st.integers(1, 5000), st.integers(0, 10_000), MOMENTS, MOMENTS)
def test_a_true_up_brings_the_quantity_to_the_count_and_no_further(
    ordered: int, counted: int, starts_at: datetime, at: datetime
) -> None:
    fleet = [FleetCount("laptop", True, True, counted, "NL")]
    bought = Ordered("U80M6E", ("pc",), ordered, starts_at, add_years(starts_at, 3))
    found = true_ups([bought], fleet, at, PROGRAMME)
    runs = bought.starts_at <= at < bought.ends_at
    assert bool(found) == (runs and counted > ordered)
    for one in found:
        assert one.quantity + ordered == counted
        assert 1 <= one.months <= 36


@given(MOMENTS, MOMENTS)
def test_begun_months_hold_the_whole_period(starts_at: datetime, ends_at: datetime) -> None:
    months = months_begun(starts_at, ends_at)
    assert months == 0 if ends_at <= starts_at else months >= (ends_at - starts_at).days // 31


@given(MOMENTS, MOMENTS, MOMENTS)
def test_a_cancellation_that_stands_ends_inside_the_period_with_notice(
    starts_at: datetime, from_at: datetime, at: datetime
) -> None:
    one = HeldScope("pc", starts_at, add_years(starts_at, 3))
    if not judge_cancellation([one], from_at, at, PROGRAMME):
        assert one.starts_at < from_at < one.ends_at
        assert from_at.date() >= (at + timedelta(days=30)).date()


@given(MOMENTS, st.lists(st.integers(0, 120), min_size=1, max_size=12))
def test_each_stage_is_told_at_most_once_and_the_last_one_always(ends_at: datetime, lefts: list[int]) -> None:
    told: int | None = None
    seen: list[int] = []
    for left in sorted(lefts, reverse=True):
        at = ends_at - timedelta(days=left)
        due = remind_at(ends_at, STAGES, told)
        stage = stage_to_tell(ends_at, at, STAGES, told)
        assert (stage is not None) == (due is not None and due <= at)
        if stage is not None:
            seen.append(stage)
            told = stage
    assert seen == sorted(set(seen), reverse=True)
    assert told == stage_of(ends_at, ends_at - timedelta(days=min(lefts)), STAGES)


@given(st.lists(st.tuples(st.integers(0, 10**6), st.none() | st.decimals(0, 10**6, places=2)), max_size=8))
def test_a_total_is_exact_or_absent(lines: list[tuple[int, Decimal | None]]) -> None:
    total = total_of(lines)
    priced = [(quantity, price) for quantity, price in lines if price is not None]
    if not priced:
        assert total is None
    else:
        assert total is not None
        assert total.amount * 100 == sum(quantity * int(price * 100) for quantity, price in priced)
        assert total.is_whole == (len(priced) == len(lines))


@given(st.none() | MOMENTS, MOMENTS, MOMENTS)
def test_without_an_answer_only_time_decides(sent_at: datetime | None, valid_until: datetime, at: datetime) -> None:
    state = state_of(sent_at=sent_at, answer=None, valid_until=valid_until, at=at)
    assert state == ("expired" if at >= valid_until else "draft" if sent_at is None else "sent")
    assert state_of(sent_at=sent_at, answer="declined", valid_until=valid_until, at=at) == "declined"
