"""An agreement holds once both sides have signed it, for its period, version after version without gap or overlap."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

import pytest
from django.db import connections, transaction

from tests.cast import AT, StandingCast, serving
from tests.contracts.agreements import HOUR, drafted, signed, terms
from voorrang.contracts import queries
from voorrang.contracts.actions.agreement_drafts import (
    AgreementFlawed,
    DraftWaits,
    ExclusionOfEverything,
    ExclusionTerms,
    NoDraft,
    change_draft,
    discard_draft,
    draft_agreement,
)
from voorrang.contracts.actions.agreement_signing import (
    AgreementMoved,
    AlreadySigned,
    NotOffered,
    end_agreement,
    sign_side,
)
from voorrang.contracts.models import Agreement, AgreementSignature, Promise

MONTH = timedelta(days=30)


def promised(cast: StandingCast, at=AT) -> list[int]:  # noqa: ANN001
    with serving(cast.management):
        found = queries.promises_and_targets(programme="", tier="", impact="site", country="DE", at=at)[0]
        return [one.seconds // HOUR for one in found]


def test_a_draft_promises_nothing_and_one_signature_neither(cast: StandingCast) -> None:
    agreement = drafted(cast, cast.management)
    with serving(cast.management):
        sign_side(agreement=agreement, revision=1, by=cast.sales.actor, at=AT)
    assert promised(cast) == []
    with serving(cast.management):
        sign_side(agreement=agreement, revision=1, by=cast.management.lead.actor, at=AT)
    assert promised(cast) == [4]


def test_the_vendor_signs_first(cast: StandingCast) -> None:
    agreement = drafted(cast, cast.management)
    with serving(cast.management), pytest.raises(NotOffered):
        sign_side(agreement=agreement, revision=1, by=cast.management.lead.actor, at=AT)


def test_who_signs_has_read_these_words(cast: StandingCast) -> None:
    agreement = drafted(cast, cast.management)
    with serving(cast.management):
        change_draft(agreement=agreement, terms=terms(hours=2), by=cast.sales.actor, at=AT)
        with pytest.raises(AgreementMoved):
            sign_side(agreement=agreement, revision=1, by=cast.sales.actor, at=AT)
        sign_side(agreement=agreement, revision=2, by=cast.sales.actor, at=AT)
        with pytest.raises(NoDraft):
            change_draft(agreement=agreement, terms=terms(hours=1), by=cast.sales.actor, at=AT)
        assert [one.seconds for one in Promise.objects.filter(agreement=agreement)] == [2 * HOUR]


def test_an_offer_is_taken_back_whole(cast: StandingCast) -> None:
    agreement = drafted(cast, cast.management)
    with serving(cast.management):
        sign_side(agreement=agreement, revision=1, by=cast.sales.actor, at=AT)
        discard_draft(agreement=agreement, by=cast.sales.actor, at=AT)
        assert not Agreement.objects.exists()
        with pytest.raises(AgreementMoved):
            sign_side(agreement=agreement, revision=1, by=cast.management.lead.actor, at=AT)


def test_a_new_version_takes_over_from_its_start(cast: StandingCast) -> None:
    first = signed(cast, cast.management)
    signed(cast, cast.management, first.number, at=AT + timedelta(days=1), starts_at=AT + MONTH, hours=2)
    assert promised(cast, AT + MONTH - timedelta(seconds=1)) == [4]
    assert promised(cast, AT + MONTH) == [2]


def test_a_promise_does_not_work_backwards(cast: StandingCast) -> None:
    agreement = signed(cast, cast.management, starts_at=AT - MONTH)
    assert agreement.starts_at == AT
    assert promised(cast, AT - timedelta(seconds=1)) == []


@pytest.mark.parametrize(
    ("said", "code"),
    [
        ({"starts_at": AT + MONTH, "ends_at": AT + MONTH}, "ends_before_start"),
        ({"starts_at": AT - MONTH, "ends_at": AT}, "period_over"),
        ({"starts_at": AT}, "starts_too_early"),
        ({"starts_at": AT + 3 * MONTH}, "gap"),
    ],
)
def test_a_period_that_does_not_fit_is_refused(cast: StandingCast, said: dict[str, object], code: str) -> None:
    first = signed(cast, cast.management, ends_at=AT + 2 * MONTH)
    with serving(cast.management), pytest.raises(AgreementFlawed) as refused:
        draft_agreement(terms=terms(**said), number=first.number, by=cast.sales.actor, at=AT)  # type: ignore[arg-type]
    assert refused.value.flaw.code == code


def test_two_agreements_at_once_are_refused(cast: StandingCast) -> None:
    first = signed(cast, cast.management, ends_at=AT + MONTH)
    with pytest.raises(AgreementFlawed) as refused:
        drafted(cast, cast.management, starts_at=AT + timedelta(days=1))
    assert (refused.value.flaw.code, refused.value.flaw.number) == ("overlaps", str(first))
    assert drafted(cast, cast.management, starts_at=AT + MONTH).version == 1


def test_one_draft_of_a_version_at_a_time(cast: StandingCast) -> None:
    first = signed(cast, cast.management)
    drafted(cast, cast.management, first.number, starts_at=AT + MONTH)
    with pytest.raises(DraftWaits):
        drafted(cast, cast.management, first.number, starts_at=AT + MONTH)


def test_an_exclusion_names_something(cast: StandingCast) -> None:
    with pytest.raises(ExclusionOfEverything):
        drafted(cast, cast.management, exclusions=(ExclusionTerms(reason="all"),))


def test_it_ends_when_somebody_ends_it(cast: StandingCast) -> None:
    agreement = signed(cast, cast.management)
    with serving(cast.management):
        with pytest.raises(AgreementFlawed):
            end_agreement(agreement=agreement, ends_at=AT - MONTH, reason="Past", by=cast.sales.actor, at=AT)
        end_agreement(agreement=agreement, ends_at=AT + MONTH, reason="Bought anew", by=cast.sales.actor, at=AT)
    assert promised(cast, AT + MONTH) == []
    assert promised(cast, AT + MONTH - timedelta(seconds=1)) == [4]


def test_of_two_leads_who_sign_at_once_one_wins(real_commits: None) -> None:
    cast = StandingCast()
    with transaction.atomic():
        one, people = cast.access, (cast.access.lead.actor, cast.access.engineer.actor)
        agreement = drafted(cast, one)
        with serving(one):
            sign_side(agreement=agreement, revision=1, by=cast.sales.actor, at=AT)
    starting_line = Barrier(2)

    def sign(who: int) -> str:
        starting_line.wait()
        try:
            with transaction.atomic(), serving(one):
                sign_side(agreement=agreement, revision=1, by=people[who], at=AT)
        except AlreadySigned as late:
            return f"late, after {late.signature.signed_by == people[1 - who].id}"
        else:
            return "signed"
        finally:
            connections.close_all()

    with ThreadPoolExecutor(2) as pool:
        outcomes = sorted(pool.map(sign, range(2)))
    assert outcomes == ["late, after True", "signed"]
    with transaction.atomic(), serving(one):
        assert AgreementSignature.objects.filter(side="customer").count() == 1
        assert Agreement.objects.get().signed_at == AT
