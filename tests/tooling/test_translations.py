"""Every text is in Dutch, with its placeholders; a string that lacks its Dutch, or that nobody can translate, is named."""

import importlib.util
import sys
from pathlib import Path
from types import ModuleType

import pytest
from babel.messages.catalog import Catalog

ROOT = Path(__file__).resolve().parents[2]
DUTCH = ROOT / "voorrang" / "locale" / "nl" / "LC_MESSAGES" / "django.po"


def script(name: str) -> ModuleType:
    spec = importlib.util.spec_from_file_location(name, ROOT / "scripts" / f"{name}.py")
    assert spec is not None
    assert spec.loader is not None
    module = importlib.util.module_from_spec(spec)
    sys.modules[name] = module
    spec.loader.exec_module(module)
    return module


messages = script("messages")
bare = script("lint_bare_words")


def catalogue(*texts: tuple[object, object]) -> Catalog:
    made = Catalog(locale="nl", fuzzy=False)
    for english, dutch in texts:
        made.add(english, dutch)
    return made


def test_every_text_is_in_dutch() -> None:
    strings = messages.gather()
    assert len(strings) > 1000
    assert messages.problems(messages.read(DUTCH), strings) == []


def test_the_catalogue_is_as_collecting_writes_it() -> None:
    assert messages.written(messages.read(DUTCH)) == DUTCH.read_text(encoding="utf-8"), "run `make messages`"


def test_strings_are_found_where_people_write_them(tmp_path: Path) -> None:
    (tmp_path / "page.html").write_text(
        '{% load i18n %}{% translate "Open case" %}{% translate "Open" context "case" %}{% empty _("No cases") %}'
        "{% blocktranslate count n=n trimmed %}{{ n }} day{% plural %}{{ n }} days{% endblocktranslate %}",
        encoding="utf-8",
    )
    (tmp_path / "code.py").write_text(
        "from x import gettext_lazy as _, ngettext, pgettext_lazy\n"
        'a = _("Case %(number)s "\n      "is closed.")\nb = ngettext("case", "cases", 2)\n'
        'c = pgettext_lazy("days", "%(n)s d")\nd = "never shown"\n',
        encoding="utf-8",
    )
    found = {(message.context, message.id) for message in messages.gather(tmp_path) if message.id}
    assert found == {
        (None, "Open case"),
        ("case", "Open"),
        (None, "No cases"),
        (None, ("%(n)s day", "%(n)s days")),
        (None, "Case %(number)s is closed."),
        (None, ("case", "cases")),
        ("days", "%(n)s d"),
    }


def test_what_the_api_document_says_to_people_is_found() -> None:
    document = [{"get": {"summary": "List cases", "operationId": "list", "parameters": [{"description": "A serial."}]}}]
    assert {one.english for one in messages.strings_of_document(document)} == {"List cases", "A serial."}


@pytest.mark.parametrize(
    ("english", "dutch", "complaint"),
    [
        ("Open case", "", "not translated"),
        (("one day", "%(n)s days"), ("één dag", ""), "not translated"),
        ("Case %(number)s", "Case %(nummer)s", "other placeholders"),
        ("Case %(number)s", "Case", "other placeholders"),
        ("at most {limit}", "hoogstens {grens}", "other placeholders"),
    ],
)
def test_a_bad_translation_is_named(english: object, dutch: object, complaint: str) -> None:
    (problem,) = messages.problems(catalogue((english, dutch)), catalogue((english, "")))
    assert complaint in problem


def test_a_string_that_was_not_collected_is_named() -> None:
    (problem,) = messages.problems(catalogue(), catalogue(("Planted", "")))
    assert "not collected yet: 'Planted'" in problem


def test_a_text_that_nothing_shows_any_more_is_named() -> None:
    (problem,) = messages.problems(catalogue(("Gone", "Weg")), catalogue())
    assert "in no file any more: 'Gone'" in problem


def test_a_fuzzy_translation_is_named() -> None:
    guessed = catalogue()
    guessed.add("Open case", "Zaak sluiten", flags=["fuzzy"])
    (problem,) = messages.problems(guessed, catalogue(("Open case", "")))
    assert "fuzzy" in problem


def test_a_singular_may_leave_its_number_out() -> None:
    texts = (("One thing to mend", "%(n)s things to mend"), ("Eén ding", "%(n)s dingen"))
    assert messages.problems(catalogue(texts), catalogue(texts)) == []


@pytest.mark.parametrize(
    "template",
    [
        "<p>Open case</p>",
        "<a title='Open case'>{{ number }}</a>",
        '<input placeholder="Search">',
        "{% if many %}<p>{{ n }} cases</p>{% endif %}",
        "{% blocktranslate %}fine{% endblocktranslate %} not fine",
        "<{{ heading }} class='vr-h'>Cases</{{ heading }}>",
    ],
)
def test_words_that_nobody_can_translate_are_found(template: str) -> None:
    assert list(bare.bare_words(template)) != []


@pytest.mark.parametrize(
    "template",
    [
        '{% load i18n %}<p class="quiet line">{% translate "Open case" %} · {{ number }}</p>',
        "{% blocktranslate %}Open <b>a case</b>{% endblocktranslate %}",
        "<{{ heading }} class='vr-h'>{{ title }}</{{ heading }}>",
        "<code>serial, maker</code><script src='x'></script>&nbsp;",
        "{% block body_class %}vr-shell wide{% endblock %}",
        "{# a note to whoever changes this #}<b>Voorrang</b>",
    ],
)
def test_what_is_not_read_is_left_alone(template: str) -> None:
    assert list(bare.bare_words(template)) == []
