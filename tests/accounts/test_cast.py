"""The standing cast stands: everybody can be met, on the right side of the wall."""

from tests.cast import StandingCast, give_contract, serving
from voorrang.accounts.models import Contact
from voorrang.accounts.visitor import customers_of, may_open, member_visitor, staff_visitor
from voorrang.contracts.queries import tiers_in_force


def test_a_helpdesk_engineer_is_a_visitor_of_the_own_customer(cast: StandingCast) -> None:
    engineer = cast.access.engineer
    assert customers_of(engineer.user) == (cast.access.customer,)
    with serving(cast.access):
        visitor = member_visitor(engineer.user, cast.access.customer, (cast.access.customer,), cast.at)
    assert visitor.roles == {"helpdesk_engineer"}
    assert visitor.contact == engineer.contact


def test_an_outsider_belongs_to_another_customer(cast: StandingCast) -> None:
    assert cast.access.customer not in customers_of(cast.outsider.user)


def test_a_manager_opens_only_the_customers_assigned(cast: StandingCast) -> None:
    manager = staff_visitor(cast.support_manager.staff)
    with serving(cast.access):
        assert may_open(manager, cast.management.customer.id, cast.at)
        assert not may_open(manager, cast.access.customer.id, cast.at)


def test_an_agent_opens_any_customer(cast: StandingCast) -> None:
    assert may_open(staff_visitor(cast.agent.staff), cast.other.customer.id, cast.at)


def test_the_partners_engineer_is_known_as_such(cast: StandingCast) -> None:
    assert cast.partner_engineer.contact.standing == Contact.Standing.PARTNER
    assert cast.partner_engineer.contact.partner == cast.partner


def test_everybody_else_of_the_vendor(cast: StandingCast) -> None:
    crew = [cast.sales, cast.operator, cast.auditor, cast.remote_expert, cast.technical_expert]
    assert [staff.actor.role for staff in crew] == [
        "sales",
        "operator",
        "vendor_auditor",
        "remote_expert",
        "technical_expert",
    ]
    assert cast.access_plus.lead.actor.role == "helpdesk_lead"
    assert cast.management_plus.end_user.standing == Contact.Standing.END_USER


def test_each_customer_can_be_given_the_contract_of_its_tier(cast: StandingCast) -> None:
    tiers = []
    for one in (cast.access, cast.access_plus, cast.management, cast.management_plus):
        give_contract(one)
        with serving(one):
            tiers.append(tiers_in_force(cast.at))
    assert [set(by_scope.values()) for by_scope in tiers] == [{"PA"}, {"PA+"}, {"PM"}, {"PM+"}]
