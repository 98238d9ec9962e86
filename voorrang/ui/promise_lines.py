"""The promise book in the reader's words: shared by portal and desk, page, tile and file."""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext

from voorrang.promise_book.book import Book, BookLine
from voorrang.rules.promises import STATES, Evidence
from voorrang.ui.case_page import tier_view
from voorrang.ui.features import meaning_of
from voorrang.ui.reader import in_language, language_of
from voorrang.ui.shapes import Stat, TierView, Tone
from voorrang.ui.wording import date_text, number_text

type Links = Callable[[str, str], str]
"""From the kind and id of an evidence to the address of its page; "" where the reader has none."""


@dataclass(frozen=True, slots=True)
class PromiseLine:
    """One feature as a page shows it."""

    key: str
    name: str
    means: str
    clauses: tuple[str, ...]
    scopes: str
    tier: TierView | None
    evidence: str
    last_at: datetime | None
    url: str
    due_at: datetime | None
    rhythm: str
    limit: str
    state: str
    state_text: str
    tone: Tone
    icon: str
    instead: str = ""


_STATES: Mapping[str, tuple[Any, Tone, str]] = {
    "overdue": (gettext_lazy("overdue"), "bad", "alert-triangle"),
    "due_soon": (gettext_lazy("due soon"), "warn", "clock"),
    "kept": (gettext_lazy("delivered"), "good", "check"),
    "unused": (gettext_lazy("not used yet"), "info", "info-circle"),
    "no_evidence": (gettext_lazy("no evidence kept"), "info", "help-circle"),
    "replaced": (gettext_lazy("replaced"), "info", "arrow-right"),
}
STATE_NAMES = [(state, _STATES[state][0]) for state in STATES]
_RHYTHMS = {
    "month": gettext_lazy("every month"),
    "quarter": gettext_lazy("every quarter"),
    "year": gettext_lazy("every year"),
}
NOT_KEPT = gettext_lazy("No evidence is kept yet.")


def promise_lines(request: Any, book: Book, links: Links) -> list[PromiseLine]:
    """Return the lines of a book in its order."""
    language = language_of(request)
    return [_line(line, language, links) for line in book.lines]


def summary_words(book: Book, language: str) -> str:
    """Return the book in a line: what is overdue or due soon, what is not known."""
    parts = []
    counts = (book.count("overdue"), book.count("due_soon"), book.count("no_evidence"))
    shown = [number_text(n, language) for n in counts]
    if counts[0]:
        parts.append(_("%(n)s overdue") % {"n": shown[0]})
    if counts[1]:
        parts.append(_("%(n)s due soon") % {"n": shown[1]})
    if counts[2]:
        parts.append(_("%(n)s without evidence") % {"n": shown[2]})
    return ", ".join(parts) or _("all delivered")


def tile_of(book: Book, language: str, url: str) -> Stat:
    """Return the tile of first pages."""
    words = ngettext("%(n)s feature", "%(n)s features", book.total) % {"n": number_text(book.total, language)}
    tone: Tone = "bad" if book.count("overdue") else "warn" if book.count("due_soon") else "info"
    return Stat(_("Promise book"), words, summary_words(book, language), tone, url)


def stats_of_book(book: Book, language: str) -> list[Stat]:
    """Return the figures above the book."""
    overdue, soon = book.count("overdue"), book.count("due_soon")
    return [
        Stat(_("Features bought"), number_text(book.total, language)),
        Stat(_("With evidence"), number_text(book.total - book.count("no_evidence", "unused"), language)),
        Stat(
            _("Overdue"),
            number_text(overdue, language),
            _("%(n)s due soon") % {"n": number_text(soon, language)} if soon else "",
            "bad" if overdue else "good",
        ),
        Stat(_("Not used yet"), number_text(book.count("unused"), language)),
        Stat(_("No evidence kept"), number_text(book.count("no_evidence"), language)),
    ]


FILE_HEADER = [
    "feature",
    "name",
    "clauses",
    "scopes",
    "state",
    "evidence",
    "last_at",
    "due_at",
    "every",
    "at_most_a_year",
    "replaced_by",
]


def file_rows(request: Any, book: Book) -> Iterator[list[Any]]:
    """Return the book as rows of a file, in the reader's language."""
    for line, shown in zip(book.lines, promise_lines(request, book, lambda _kind, _id: ""), strict=True):
        yield [
            line.feature.key,
            shown.name,
            " ".join(shown.clauses),
            " ".join(f"{scope}:{tier}" for scope, tier in line.scopes),
            line.state,
            shown.evidence,
            shown.last_at,
            shown.due_at,
            line.every or "",
            line.feature.at_most_a_year,
            line.replaced_by.key if line.replaced_by else "",
        ]


def _line(line: BookLine, language: str, links: Links) -> PromiseLine:
    programme, feature = line.programme, line.feature
    words, tone, icon = _STATES[line.state]
    names = [in_language(programme.scopes[scope].name, language) for scope, _tier in line.scopes]
    tier = max((tier for _scope, tier in line.scopes), key=lambda code: programme.tiers[code].rank)
    at_most = feature.at_most_a_year
    return PromiseLine(
        key=feature.key,
        name=in_language(feature.name, language),
        means=meaning_of(programme, feature.key, language),
        clauses=feature.clauses,
        scopes=", ".join(names),
        tier=tier_view(programme, tier),
        evidence=evidence_words(line.evidence, language) if line.state != "replaced" else "",
        last_at=line.evidence.last_at if line.evidence and line.evidence.what != "assigned" else None,
        url=links(*line.evidence.link) if line.evidence and line.evidence.link else "",
        due_at=line.due_at,
        rhythm=str(_RHYTHMS[line.every]) if line.every else "",
        limit=_("at most %(n)s a year") % {"n": number_text(at_most, language)} if at_most is not None else "",
        state=line.state,
        state_text=str(words),
        tone=tone,
        icon=icon,
        instead=in_language(line.replaced_by.name, language) if line.replaced_by else "",
    )


def evidence_words(evidence: Evidence | None, language: str) -> str:
    """Return what shows the delivery, in a few words."""
    if evidence is None:
        return str(NOT_KEPT)
    words = _WORDS.get(evidence.what)
    return words(evidence, language) if words else evidence.what.replace("_", " ")


def _cases(evidence: Evidence, language: str) -> str:
    count = evidence.times or 0
    return ngettext("%(n)s case in a year", "%(n)s cases in a year", count) % {"n": number_text(count, language)}


def _places(evidence: Evidence, language: str) -> str:
    countries, languages = int(str(evidence.facts["countries"])), int(str(evidence.facts["languages"]))
    spoken = ngettext("%(n)s language", "%(n)s languages", languages) % {"n": number_text(languages, language)}
    words = ngettext(
        "asked for in %(n)s country and %(spoken)s", "asked for in %(n)s countries and %(spoken)s", countries
    )
    return words % {"n": number_text(countries, language), "spoken": spoken}


def _calls(evidence: Evidence, language: str) -> str:
    count = evidence.times or 0
    words = ngettext("%(n)s call with a PIN in a year", "%(n)s calls with a PIN in a year", count)
    return words % {"n": number_text(count, language)}


def _online(evidence: Evidence, language: str) -> str:
    count = evidence.times or 0
    counted = ngettext("%(n)s case opened online in a year", "%(n)s cases opened online in a year", count)
    words = counted % {"n": number_text(count, language)}
    return f"{words}, {_('last log-in')}" if evidence.facts.get("is_log_in") else words


def _taken_over(evidence: Evidence, language: str) -> str:
    if not evidence.times:
        return _("nothing was taken over in a year")
    words = ngettext("taken over %(n)s time in a year", "taken over %(n)s times in a year", evidence.times)
    return words % {"n": number_text(evidence.times, language)}


def _assigned(evidence: Evidence, language: str) -> str:
    since = date_text(evidence.last_at.date(), language) if evidence.last_at else ""
    return _("%(name)s, since %(day)s") % {"name": evidence.facts["name"], "day": since}


def _step(evidence: Evidence, language: str) -> str:
    if evidence.last_at:
        words = _("planned at the activation")
    else:
        words = _("the meeting is part of the activation") if evidence.due_at else _("no meeting was planned yet")
    if "agreement" not in evidence.facts:
        return words
    day = date_text(date.fromisoformat(str(evidence.facts["signed_on"])), language)
    signed = _("agreement %(number)s signed on %(day)s") % {"number": evidence.facts["agreement"], "day": day}
    return f"{words}; {signed}"


_WORDS: Mapping[str, Callable[[Evidence, str], str]] = {
    "cases": _cases,
    "places": _places,
    "calls": _calls,
    "online": _online,
    "taken_over": _taken_over,
    "assigned": _assigned,
    "nobody": lambda _evidence, _language: _("nobody is assigned"),
    "step": _step,
}
