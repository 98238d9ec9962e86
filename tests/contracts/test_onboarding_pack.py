"""The onboarding pack (T1.5) says everything that a helpdesk needs before its first call, in its language."""

from datetime import timedelta

from tests.cast import AT, BOUGHT, Cast, StandingCast, give_contract, serving
from voorrang.accounts import actions
from voorrang.audit.actor import SYSTEM
from voorrang.contracts import queries
from voorrang.contracts.actions import complete_step
from voorrang.contracts.onboarding import OnboardingPack, onboarding_pack
from voorrang.editions.store import programme_at


def pack_of(one: Cast, language: str = "en", *, activated: bool = True) -> OnboardingPack:
    contract = give_contract(one, activated=activated)
    with serving(one):
        return onboarding_pack(contract, language=language, at=AT)


def add_countries(one: Cast, *countries: str) -> None:
    with serving(one):
        for country in countries:
            actions.add_affiliate(code=country, name=country, country=country, by=SYSTEM, at=BOUGHT)


def test_it_names_what_was_bought(cast: StandingCast) -> None:
    pack = pack_of(cast.management)
    assert [(one.scope, one.tier, one.rank, one.quantity) for one in pack.scopes] == [
        ("PCs", "Priority Management", 3, 11_000),
        ("Commercial printers", "Priority Management", 3, 200),
    ]
    assert "Priority parts" in pack.scopes[0].features
    assert "Assigned remote expert" not in pack.scopes[0].features


def test_the_own_countries_numbers_come_first(cast: StandingCast) -> None:
    add_countries(cast.management, "BE", "NL")
    pack = pack_of(cast.management)
    assert [(one.name, one.number) for one in pack.numbers] == [
        ("Belgium", "+800 0000 0056"),
        ("Germany", "+800 0000 0276"),
        ("Netherlands", "+800 0000 0528"),
    ]
    programme = programme_at(cast.management.customer.programme, AT)
    assert len(pack.numbers) + len(pack.other_numbers) == len(programme.coverage.toll_free) == 84


def test_countries_outside_the_programme_are_told(cast: StandingCast) -> None:
    add_countries(cast.access, "IS")
    assert pack_of(cast.access).uncovered == ("Iceland",)


def test_only_english_is_spoken_round_the_clock(cast: StandingCast) -> None:
    pack = pack_of(cast.access)
    assert [one.code for one in pack.languages if one.around_the_clock] == ["en"]
    assert len(pack.languages) == 23


def test_usual_languages_come_first_with_their_hours(cast: StandingCast) -> None:
    first, second, *_ = pack_of(cast.access).languages
    assert (first.name, first.hours) == (
        "Dutch",
        "Monday to Friday, 08:00 to 18:00, local time of the country you call from",
    )
    assert (second.name, second.hours) == ("English", "round the clock, every day")


def test_a_language_that_is_not_spoken_is_told(cast: StandingCast) -> None:
    add_countries(cast.access, "GR")
    [gap] = pack_of(cast.access).gaps
    assert (gap.country, gap.languages, gap.instead) == ("Greece", ("Greek",), "English")


def test_it_says_what_priority_means_in_each_country(cast: StandingCast) -> None:
    add_countries(cast.management, "AE", "BQ")
    lines = {line.country: line for line in pack_of(cast.management).markets}
    assert {level.word for level in lines["DE"].levels} == {"available"}
    assert {level.word for level in lines["AE"].levels} == {"limited"}
    assert [level.word for level in lines["BQ"].levels if level.feature == "Priority repairs"] == ["not available"]
    assert all(line.is_setting for line in lines.values())


def test_a_level_without_priority_parts_has_no_markets(cast: StandingCast) -> None:
    assert pack_of(cast.access).markets == ()


def test_it_never_holds_a_pin_but_says_how_to_get_it(cast: StandingCast) -> None:
    assert any("one-time link" in line for line in pack_of(cast.access).pin)


def test_duties_and_exclusions_cite_their_clauses(cast: StandingCast) -> None:
    pack = pack_of(cast.access)
    assert [one.clauses[0] for one in pack.duties] == ["D.1", "D.2", "D.3", "D.4"]
    assert [one.clauses[0] for one in pack.exclusions] == ["X.1", "X.2", "X.3", "X.4", "X.5", "X.6"]
    assert pack.exclusions_open


def test_the_vendors_own_settings_are_shown_as_such(cast: StandingCast) -> None:
    shown = {one.clauses[0] for one in pack_of(cast.management).settings}
    assert shown == {"A.1", "A.2", "A.5", "A.8", "A.12"}
    assert all(one.why for one in pack_of(cast.access).settings)


def test_the_steps_have_deadlines_and_say_what_is_done(cast: StandingCast) -> None:
    contract = give_contract(cast.access, activated=False)
    at = BOUGHT + timedelta(days=12)
    with serving(cast.access):
        complete_step(step=queries.steps_of(contract).get(key="welcome_call"), by=cast.sales.actor, at=BOUGHT)
        pack = onboarding_pack(contract, language="en", at=at)
    assert [(one.owner, one.state) for one in pack.steps[:2]] == [("Sales", "done"), ("Helpdesk lead", "overdue")]
    assert pack.deadline_at == BOUGHT + timedelta(days=30)
    assert pack.activated_at is None


def test_the_named_people_stand_in_it(cast: StandingCast) -> None:
    cast.support_manager  # noqa: B018 -- assigned when met
    [person] = pack_of(cast.management).people
    assert (person.name, person.role) == ("Mara Manager", "Support manager")


def test_it_speaks_dutch(cast: StandingCast) -> None:
    pack = pack_of(cast.access, "nl")
    assert pack.language == "nl"
    assert [one.name for one in pack.numbers] == ["Nederland"]
    assert pack.languages[0].name in {"Engels", "Nederlands"}
    assert pack.duties[0].text.startswith("Een nauwkeurige schatting")


def test_a_language_without_texts_is_read_as_english(cast: StandingCast) -> None:
    assert pack_of(cast.access, "ja").language == "en"
