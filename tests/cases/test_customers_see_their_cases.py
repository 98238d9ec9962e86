"""A contact sees its own cases, its site's, its country's or all: never another customer's."""

import pytest

from tests.cases.factories import AT, HOUR, opened, promised
from tests.cast import Cast, StandingCast, make_person, serving
from voorrang.accounts.models import Contact, CustomerRole
from voorrang.cases.models import Case
from voorrang.cases.queries import CaseFilters, case_of, cases_of, count_cases_of
from voorrang.lib.tenancy import NoCustomerSelected, customer_selected


def contact(one: Cast, scope: str, **where: object) -> Contact:
    return make_person(
        "Nina New", "nina@nieuw.example", "", CustomerRole.HELPDESK_ENGINEER, scope=scope, **where
    ).contact


def seen(who: Contact | None, **filters: object) -> list[str]:
    return [row.title for row in cases_of(who, CaseFilters(**filters), at=AT).rows]


@pytest.fixture
def cases(town: Cast) -> list[Case]:
    here = opened(town, title="here")
    own = opened(town, title="elsewhere", contact=town.lead, at=AT + HOUR)
    Case.objects.filter(id=own.id).update(site=None, country="BE")
    from voorrang.cases.models import QueueRow

    QueueRow.objects.filter(id=own.id).update(site_id=None, country="BE")
    return [here, own]


def test_own_cases_only(town: Cast, cases: list[Case]) -> None:
    assert seen(contact(town, "own")) == []
    assert seen(town.lead.contact) == ["elsewhere", "here"]


def test_the_cases_of_a_site_or_a_country(town: Cast, cases: list[Case]) -> None:
    assert seen(contact(town, "site", site=town.site)) == ["here"]
    town.lead.contact.scope = "country"
    town.lead.contact.country = "NL"
    assert seen(town.lead.contact) == ["elsewhere", "here"]  # its own one in Belgium too


def test_a_token_of_the_whole_customer_sees_all(cases: list[Case]) -> None:
    assert seen(None) == ["elsewhere", "here"]


def test_a_case_out_of_sight_is_absent(town: Cast, cases: list[Case], cast: StandingCast) -> None:
    nina = contact(town, "own")
    with pytest.raises(Case.DoesNotExist):
        case_of(nina, cases[0].id)
    assert case_of(town.engineer.contact, cases[0].id).title == "here"


def test_another_customers_cases_are_absent(cast: StandingCast) -> None:
    with serving(cast.access):
        case = opened(cast.access)
    with customer_selected(cast.other.customer.id):
        assert seen(cast.outsider.contact) == []
        with pytest.raises(Case.DoesNotExist):
            case_of(cast.outsider.contact, case.id)
    with pytest.raises(NoCustomerSelected):
        seen(None)


@pytest.mark.parametrize(
    ("filters", "titles"),
    [
        ({"country": "BE"}, ["elsewhere"]),
        ({"serial": "5cg1234abc"}, ["elsewhere", "here"]),
        ({"serial": "5CG0"}, []),
        ({"status": "open", "impact": "one_person"}, ["elsewhere", "here"]),
        ({"status": "closed"}, []),
        ({"search": "else"}, ["elsewhere"]),
        ({"overdue": True}, []),
    ],
)
def test_the_list_is_narrowed(cases: list[Case], filters: dict[str, object], titles: list[str]) -> None:
    assert seen(None, **filters) == titles
    assert count_cases_of(None, CaseFilters(**filters), at=AT).count == len(titles)


def test_overdue_means_a_promise_ran_out(town: Cast) -> None:
    promised("response", 1)
    opened(town, title="late", at=AT - 2 * HOUR)
    assert seen(None, overdue=True) == ["late"]


def test_pages_go_from_the_newest_to_the_oldest(town: Cast) -> None:
    for hour in range(5):
        opened(town, title=str(hour), at=AT + hour * HOUR)
    first = cases_of(None, at=AT, size=3)
    second = cases_of(None, at=AT, size=3, cursor=first.next)
    assert [row.title for row in first.rows + second.rows] == ["4", "3", "2", "1", "0"]
    assert second.next is None
