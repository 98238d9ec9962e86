"""A contract, a partner's authority or an exception is recorded late: the worker looks by itself at the claims it touches."""

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta

import pytest

from tests.cast import AT, BOUGHT, OFFICE, Cast, StandingCast, give_contract, serving
from tests.entitlements.claims import Scene, rheinwerk_in_force
from tests.entitlements.test_wrongly_refused import DESKTOP, LAPTOP, LATER, look, proposals
from tests.installed_base.fleet import FLEET, take_in
from tests.support.jobs import run_waiting
from voorrang.accounts import actions as accounts
from voorrang.accounts.actions.corrections import correct
from voorrang.accounts.actions.moves import change_contact
from voorrang.accounts.models import Contact, Partner
from voorrang.contracts.actions import activate, place_order
from voorrang.contracts.models import Contract
from voorrang.contracts.queries import contract_facts, programme_in_force
from voorrang.entitlements import jobs
from voorrang.entitlements.actions import grant_override, revoke_override
from voorrang.entitlements.models import Override
from voorrang.entitlements.standing import standing_at
from voorrang.installed_base.models import Device
from voorrang.lib.jobs import Job

EARLIER = AT - timedelta(days=20)
HOUR = timedelta(hours=1)

type Found = list[tuple[str, str, set[str]]]


LOOKS = [one for one in vars(jobs).values() if isinstance(one, Job)]
"""Every job that looks at decisions again."""


@pytest.fixture
def scene(cast: StandingCast) -> Scene:
    """Rheinwerk with its contract and its fleet."""
    return rheinwerk_in_force(cast)


@contextmanager
def recorded(one: Cast) -> Iterator[None]:
    """What is done within is all that the worker hears of."""
    run_waiting(LOOKS)
    with serving(one):
        yield
    run_waiting(LOOKS)


def found(scene: Scene) -> Found:
    """What stands proposed: the outcome then, the outcome now, and which facts are known better."""
    standing = [one for one in proposals(scene) if one.closed_at is None]
    return [(one.outcome_was, one.outcome_now, {change["what"] for change in one.changes}) for one in standing]


class TestContract:
    """Bought elsewhere, or noted by the office days after."""

    @pytest.fixture
    def scene(self, cast: StandingCast) -> Scene:
        """Rheinwerk has its fleet, and no contract that anybody knows of; it has asked for support."""
        scene = Scene(cast.management)
        take_in(scene.one, *FLEET, at=BOUGHT)
        assert scene.ask(DESKTOP).outcome == "base_warranty"
        return scene

    def test_one_that_was_in_force_by_then_shows_that_support_was_owed(self, scene: Scene) -> None:
        with recorded(scene.one):
            give_contract(scene.one)
        assert found(scene) == [("base_warranty", "entitled", {"contract"})]

    def test_so_does_one_that_is_taken_over_with_the_day_it_came_into_force(self, scene: Scene) -> None:
        take_over(scene.one, in_force=BOUGHT)
        assert found(scene) == [("base_warranty", "entitled", {"contract"})]

    def test_the_contracts_floor_says_the_same_of_one_that_was_taken_over(self, scene: Scene) -> None:
        take_over(scene.one, in_force=BOUGHT)
        with serving(scene.one) as customer:
            standing = standing_at(AT)
            assert sorted(standing.contracts) == sorted(contract_facts(AT))
            assert standing.programme.identity == programme_in_force(customer, AT).identity
        assert {one.scope for one in standing.contracts} == {"pc", "print"}

    def test_one_that_came_into_force_after_the_claim_changes_nothing(self, scene: Scene) -> None:
        take_over(scene.one, in_force=AT + HOUR)
        assert found(scene) == []


def take_over(one: Cast, *, in_force: datetime) -> None:
    """Bring in today a contract that was bought elsewhere, as a cut-over does."""
    lines, estimates = [("U80M8E", 11_000), ("U1PB4E", 200)], [("laptop", True, 11_000), ("printer", True, 200)]
    with recorded(one):
        order = place_order(lines=lines, starts_at=BOUGHT, estimates=estimates, by=OFFICE, at=LATER)
        assert order.accepted, order.reasons
        activate(contract=Contract.objects.get(order=order), by=OFFICE, at=in_force)


class TestPartner:
    """Whose people asked when nobody knew that the partner was authorised."""

    @pytest.fixture
    def partner(self, cast: StandingCast, scene: Scene) -> Partner:
        """Authorised from tomorrow on, as was typed; one of its people has asked today and was refused."""
        with serving(scene.one):
            partner = accounts.add_partner(name="Kabel & Co", starts_at=AT + HOUR, by=OFFICE, at=EARLIER)
            petra = accounts.add_contact(
                name="Petra Kabel", standing=Contact.Standing.PARTNER, partner=partner, by=OFFICE, at=EARLIER
            )
        assert scene.ask(DESKTOP, contact=petra).outcome == "refused"
        return partner

    def test_an_authority_that_began_earlier_shows_who_was_refused_by_mistake(
        self, scene: Scene, partner: Partner
    ) -> None:
        with recorded(scene.one):
            correct(partner, starts_at=BOUGHT, by=OFFICE, at=LATER)
        assert found(scene) == [("refused", "entitled", {"caller"})]

    def test_one_that_began_earlier_but_ended_before_the_claim_changes_nothing(
        self, scene: Scene, partner: Partner
    ) -> None:
        with recorded(scene.one):
            correct(partner, starts_at=BOUGHT, ends_at=EARLIER, by=OFFICE, at=LATER)
        assert found(scene) == []

    def test_a_person_of_an_authorised_partner_who_was_put_down_under_another(
        self, scene: Scene, partner: Partner
    ) -> None:
        with recorded(scene.one):
            other = accounts.add_partner(name="Draad BV", starts_at=BOUGHT, by=OFFICE, at=LATER)
            correct(Contact.objects.get(partner=partner), partner_id=other.id, by=OFFICE, at=LATER)
        assert found(scene) == [("refused", "entitled", {"caller"})]

    def test_whoever_comes_to_an_authorised_partner_later_was_rightly_refused(
        self, scene: Scene, partner: Partner
    ) -> None:
        with recorded(scene.one):
            other = accounts.add_partner(name="Draad BV", starts_at=BOUGHT, by=OFFICE, at=LATER)
            petra = Contact.objects.get(partner=partner)
            change_contact(contact=petra, facts={"partner": other}, by=OFFICE, at=LATER)
        assert look(scene).wronged == 0
        assert found(scene) == []

    def test_an_end_that_was_set_too_late_is_listed_as_too_generous(self, cast: StandingCast, scene: Scene) -> None:
        petra = cast.partner_engineer.contact
        assert scene.ask(DESKTOP, contact=petra).outcome == "entitled"
        with recorded(scene.one):
            accounts.end_partner(partner=cast.partner, by=OFFICE, at=EARLIER)
        (proposed,) = proposals(scene)
        assert (proposed.verdict, proposed.outcome_now) == ("generous", "refused")


class TestPersonThatMoved:
    """What somebody is today says nothing of what they were."""

    def test_an_employee_who_joins_the_helpdesk_was_rightly_refused_before(self, scene: Scene) -> None:
        assert scene.ask(DESKTOP, contact=scene.one.end_user).outcome == "refused"
        with recorded(scene.one):
            facts = {"standing": Contact.Standing.HELPDESK}
            change_contact(contact=scene.one.end_user, facts=facts, by=OFFICE, at=LATER)
        assert look(scene).wronged == 0
        assert found(scene) == []

    def test_one_who_was_on_the_helpdesk_all_along_was_not(self, scene: Scene) -> None:
        scene.ask(DESKTOP, contact=scene.one.end_user)
        with recorded(scene.one):
            correct(scene.one.end_user, standing=Contact.Standing.HELPDESK, by=OFFICE, at=LATER)
        assert found(scene) == [("refused", "entitled", {"caller"})]


class TestException:
    """Granted by a manager on the phone, and noted afterwards."""

    @pytest.fixture(autouse=True)
    def refused(self, scene: Scene) -> None:
        """The laptop is without cover that day."""
        assert scene.ask(LAPTOP).outcome == "refused"

    def grant(self, cast: StandingCast, scene: Scene, at: datetime) -> None:
        with recorded(scene.one):
            device = Device.objects.get(serial=LAPTOP)
            by, until = cast.support_manager.actor, at + timedelta(days=30)
            grant_override(kind="goodwill", reason="Promised.", expires_at=until, device=device, by=by, at=at)

    def test_one_that_held_by_then_shows_that_support_was_owed(self, cast: StandingCast, scene: Scene) -> None:
        self.grant(cast, scene, AT - HOUR)
        assert found(scene) == [("refused", "entitled", {"exception"})]

    def test_one_from_after_the_claim_changes_nothing(self, cast: StandingCast, scene: Scene) -> None:
        self.grant(cast, scene, AT + HOUR)
        assert found(scene) == []

    def test_the_proposal_falls_away_when_the_exception_had_been_ended(self, cast: StandingCast, scene: Scene) -> None:
        self.grant(cast, scene, AT - 2 * HOUR)
        with recorded(scene.one):
            override = Override.objects.get()
            revoke_override(override=override, by=cast.support_manager.actor, at=AT - HOUR)
        assert found(scene) == []
