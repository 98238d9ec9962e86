"""Each browser that is signed in is listed, and can be ended from any other."""

from django.contrib.sessions.models import Session
from django.test import Client

from tests.accounts.second_factor import log_in
from tests.cast import PASSWORD, Person, StandingCast, give_password
from voorrang.accounts.browsers import browser_name
from voorrang.accounts.models import OpenSession

FIREFOX = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:140.0) Gecko/20100101 Firefox/140.0"
PHONE = "Mozilla/5.0 (iPhone; CPU iPhone OS 18_0 like Mac OS X) AppleWebKit/605 Version/18.0 Mobile/15E148 Safari/604.1"


def browser(person: Person, agent: str) -> Client:
    client = Client(headers={"User-Agent": agent})
    log_in(client, person.user.email, PASSWORD)
    assert client.get("/portal/").status_code == 200
    return client


def is_in(client: Client) -> bool:
    return client.get("/portal/").status_code == 200


def test_browsers_are_named(cast: StandingCast) -> None:
    assert browser_name(FIREFOX) == ("Firefox", "Windows")
    assert browser_name(PHONE) == ("Safari", "iPhone")
    assert browser_name("curl/8") == ("", "")


def test_each_is_listed_with_its_name(cast: StandingCast) -> None:
    person = cast.access.engineer
    give_password(person)
    browser(person, PHONE)
    page = browser(person, FIREFOX).get("/account/devices/").content.decode()
    assert "Safari on iPhone" in page
    assert "Firefox on Windows" in page
    assert page.count("data-row") == 2


def test_one_is_ended_from_another(cast: StandingCast) -> None:
    person = cast.access.engineer
    give_password(person)
    lost, here = browser(person, PHONE), browser(person, FIREFOX)
    session = OpenSession.objects.get(agent=PHONE)
    here.post(f"/account/devices/{session.id}/end/")
    assert not is_in(lost)
    assert is_in(here)


def test_somebody_elses_is_not_there(cast: StandingCast) -> None:
    give_password(cast.access.engineer)
    give_password(cast.other.engineer)
    theirs = browser(cast.other.engineer, PHONE)
    session = OpenSession.objects.get(agent=PHONE)
    answer = browser(cast.access.engineer, FIREFOX).post(f"/account/devices/{session.id}/end/")
    assert answer.status_code == 404
    assert is_in(theirs)


def test_log_out_everywhere_ends_all(cast: StandingCast) -> None:
    person = cast.access.engineer
    give_password(person)
    browsers = [browser(person, PHONE), browser(person, FIREFOX), browser(person, "curl/8")]
    assert browsers[0].post("/account/devices/end/").headers["Location"] == "/account/login/"
    assert [is_in(one) for one in browsers] == [False, False, False]
    assert not OpenSession.objects.exists()
    assert not Session.objects.filter(session_key__in=[one.cookies["sessionid"].value for one in browsers[1:]]).exists()


def test_a_new_password_ends_the_others(cast: StandingCast) -> None:
    person = cast.access.engineer
    give_password(person)
    other, here = browser(person, PHONE), browser(person, FIREFOX)
    new = "another long sentence"
    here.post("/account/password/change/", {"oldpassword": PASSWORD, "password1": new, "password2": new})
    assert not is_in(other)
    assert is_in(here)
    page = here.get("/account/devices/").content.decode()
    assert page.count("data-row") == 1


def test_seen_is_written_once_an_hour(cast: StandingCast) -> None:
    give_password(cast.access.engineer)
    client = browser(cast.access.engineer, FIREFOX)
    OpenSession.objects.update(agent="as it was")
    client.get("/portal/")
    assert OpenSession.objects.get().agent == "as it was"
