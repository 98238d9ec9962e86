"""The rules' reasons read as sentences in the reader's language; data of another edition never breaks a page."""

import dataclasses
import re
from pathlib import Path

import pytest

from tests.ui.render import rendered
from voorrang.editions.loader import load_programme
from voorrang.rules.programme import Programme
from voorrang.rules.reasons import REASON_CODES, Reason
from voorrang.ui.explain import reason_view
from voorrang.ui.shapes import DecisionView

PROGRAMME = Path(__file__).resolve().parents[2] / "programmes" / "hp_priority_services"
SAMPLES = {
    "days": 12,
    "count": 1204,
    "of": 12611,
    "kinds": ["laptop", "thin_client"],
    "kind": "thin_client",
    "countries": ["NL", "DE"],
    "country": "NL",
    "until_on": "2029-03-31",
    "ended_on": "2029-03-31",
    "starts_on": "2029-03-31",
    "ends_on": "2029-03-31",
    "expired_on": "2029-03-31",
    "opens_at": "2029-03-31T06:00:00Z",
    "language": "nl",
    "fallback": "en",
    "offered": [1, 3],
}


@pytest.fixture(scope="module")
def programme() -> Programme:
    return load_programme(PROGRAMME)


@pytest.mark.parametrize("language", ["en", "nl"])
@pytest.mark.parametrize("code", sorted(REASON_CODES))
def test_every_reason_reads_without_gaps(code: str, language: str, programme: Programme) -> None:
    names = REASON_CODES[code]
    known = {
        "exclusion": next(iter(programme.exclusions)),
        "reading": next(iter(programme.readings)),
        "tier": next(iter(programme.tiers)),
        "way": 0,
        **SAMPLES,
    }
    facts = {name: known.get(name, f"<{name}>") for name in (*names, "way") if name != "device"}
    view = reason_view(
        Reason(code, facts, "d1" if "device" in names else None), programme, language, devices={"d1": "5CG1"}
    )
    for text in (view.text, view.cure):
        assert "{" not in text
        assert not re.search(r"(^|\s)\?", text)
        assert "2029-03-31" not in text
        assert "thin_client" not in text
    assert view.clauses
    assert view.text


def test_facts_are_told_in_the_readers_locale(programme: Programme) -> None:
    reason = Reason("cover_ended", {"days": 12, "ended_on": "2029-03-31"}, "d1")
    english = reason_view(reason, programme, "en", devices={"d1": "5CG1234XYZ"})
    dutch = reason_view(reason, programme, "nl", devices={"d1": "5CG1234XYZ"})
    assert "31 Mar 2029" in english.text
    assert "12 days" in english.text
    assert "31 mrt 2029" in dutch.text
    assert "12 dagen" in dutch.text
    assert "5CG1234XYZ" in english.text + english.device


def test_another_language_falls_back_to_english(programme: Programme) -> None:
    reason = Reason("caller_end_user", {})
    assert reason_view(reason, programme, "tr").text == reason_view(reason, programme, "en").text


def test_an_unknown_code_and_a_date_that_is_none_still_show(programme: Programme) -> None:
    assert reason_view(Reason("from_the_future", {}), programme, "en").text == "from_the_future"
    odd = reason_view(Reason("cover_ended", {"days": 1, "ended_on": "soon"}), programme, "en")
    assert "soon" in odd.text


def test_the_panel_cites_clauses_with_their_text_and_links_them(programme: Programme) -> None:
    view = reason_view(Reason("caller_end_user", {}), programme, "en")
    panel = DecisionView("refused", (view,), object_url="/object")
    html = rendered("{% why_panel panel %}", panel=panel, programme_url="/programme/")
    clause = view.clauses[0]
    assert f'href="/programme/#{clause.id}"' in html
    assert clause.text
    assert "Why refused" in html
    assert 'href="/object"' in html
    assert view.cure in html
    assert "href" not in rendered("{% clauses ids %}", ids=[clause.id])


def test_reasons_against_come_first_unless_entitled() -> None:
    from voorrang.ui.shapes import ReasonView

    good, bad = ReasonView("good", "all is well"), ReasonView("bad", "cover ended")
    refused = rendered("{% why_panel panel %}", panel=DecisionView("refused", (good, bad)))
    assert refused.index("cover ended") < refused.index("all is well")
    unchanged = rendered("{% why_panel panel %}", panel=dataclasses.replace(DecisionView("entitled", (good, bad))))
    assert unchanged.index("all is well") < unchanged.index("cover ended")
