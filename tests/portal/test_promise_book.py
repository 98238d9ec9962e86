"""The promise book on a page, in a tile, as a file, and for systems."""

from django.test import Client
from django.urls import reverse

from tests.cast import AT, StandingCast, give_contract
from tests.desk.door import Door


def test_the_page_tells_every_feature_with_clause_and_state(cast: StandingCast, settings: object) -> None:
    settings.VOORRANG_NOW = AT  # type: ignore[attr-defined]
    give_contract(cast.management)
    page = Door(cast.management.lead).get("portal:promise-book")  # type: ignore[arg-type]
    book = page.part("promise-book")
    assert "Priority parts" in book
    assert "M.13" in book
    assert "No evidence is kept yet." in book
    assert "Replaced: you get Assigned Global Support Manager instead." in book
    assert "at most 4 a year" in book
    narrowed = Door(cast.management.lead).get("portal:promise-book", state="replaced")  # type: ignore[arg-type]
    assert "Priority parts" not in narrowed.part("promise-book")


def test_the_tile_and_the_file_say_the_same(cast: StandingCast, settings: object) -> None:
    settings.VOORRANG_NOW = AT  # type: ignore[attr-defined]
    give_contract(cast.access)
    door = Door(cast.access.lead)  # type: ignore[arg-type]
    assert "4 features" in door.get("portal:promise-book-tile").text
    assert door.get("portal:promise-book", format="csv").html.count("\n") == 5


def test_the_desk_reads_it_too_and_a_stranger_does_not(cast: StandingCast, settings: object) -> None:
    settings.VOORRANG_NOW = AT  # type: ignore[attr-defined]
    give_contract(cast.management)
    assert "Priority parts" in Door(cast.support_manager).get("desk:promise-book", "RHEIN").text
    assert Door(cast.remote_expert).get("desk:promise-book", "RHEIN").status == 404


def test_nobody_else_gets_in(db: None) -> None:
    assert Client().get(reverse("portal:promise-book")).status_code == 302
