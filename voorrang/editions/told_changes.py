"""What changed between two editions, in words: for whoever renews on a newer one, and for whoever it touches (Q.19)."""

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from babel import Locale
from django.utils import translation
from django.utils.translation import gettext as _

from voorrang.rules.programme import Minimum, Programme, Text

TERMS, COVERAGE, READINGS = "terms", "coverage", "readings"
"""Terms are frozen with what was bought; coverage and readings hold for everybody from their day (Q.19)."""


class ToldChange(NamedTuple):
    """One difference: what it is about, and a sentence. `tier` is set where only that tier's customers are touched."""

    topic: str
    text: str
    tier: str | None = None
    clauses: tuple[str, ...] = ()
    part: str = TERMS


def told_changes(
    before: Programme, after: Programme, language: str = "en", tiers: Iterable[str] | None = None
) -> tuple[ToldChange, ...]:
    """Tell every difference that matters to a customer, in a language; with `tiers`, only what touches one of them.

    Readings are applied in both, so a switched reading shows as what it changes. How reasons are worded is no difference.
    """
    wanted = None if tiers is None else frozenset(tiers)
    with translation.override(language):
        writer = _Writer(before, after, language)
        told = (one for one in writer.all() if wanted is None or one.tier is None or one.tier in wanted)
        if before.terms_hash == after.terms_hash:
            # The same terms: what differs in them comes of how they are read.
            return tuple(one._replace(part=READINGS) if one.part == TERMS else one for one in told)
        return tuple(told)


class _Writer:
    """Tells the differences of two editions. Lives for one call."""

    def __init__(self, before: Programme, after: Programme, language: str) -> None:
        self.before = before
        self.after = after
        self.language = language
        self.countries = Locale.parse(language.replace("-", "_")).territories

    def all(self) -> Iterator[ToldChange]:
        yield from self._features()
        yield from self._minimums()
        yield from self._articles()
        yield from self._places()
        yield from self._languages()
        yield from self._markets()
        yield from self._figures()
        yield from self._rules()

    def _features(self) -> Iterator[ToldChange]:
        topic = _("What a tier includes")
        for code, tier in self.after.tiers.items():
            old, new = self.before.matrix.get(code, {}), self.after.matrix.get(code, {})
            name = self._in(tier.name)
            if code not in self.before.tiers:
                yield ToldChange(topic, _("%(tier)s is a new tier.") % {"tier": name}, code, tier.clauses)
                continue
            for key in dict.fromkeys((*new, *old)):
                if old.get(key) == new.get(key):
                    continue
                feature = (self.after if key in self.after.features else self.before).features[key]
                facts = {"tier": name, "feature": self._in(feature.name)}
                yield ToldChange(topic, _standing_words(new.get(key)) % facts, code, feature.clauses)
        for code, tier in self.before.tiers.items():
            if code not in self.after.tiers:
                facts = {"tier": self._in(tier.name)}
                yield ToldChange(topic, _("%(tier)s is no longer sold.") % facts, code, tier.clauses)

    def _minimums(self) -> Iterator[ToldChange]:
        for code in self.after.tiers:
            old, new = self.before.minimums.get(code, ()), self.after.minimums.get(code, ())
            if code in self.before.tiers and [_bare(one) for one in old] != [_bare(one) for one in new]:
                facts = {
                    "tier": self._in(self.after.tiers[code].name),
                    "before": _ways(old) or _("none"),
                    "after": _ways(new) or _("none"),
                }
                text = (
                    _("%(tier)s asks for at least %(after)s devices; before it was %(before)s.")
                    if facts["before"] != facts["after"]
                    else _("%(tier)s counts other devices towards its minimum than before.")
                )
                yield ToldChange(_("Minimum size"), text % facts, code, new[0].clauses if new else ())

    def _articles(self) -> Iterator[ToldChange]:
        topic = _("Articles")
        for number in sorted(self.after.articles.keys() - self.before.articles.keys()):
            article = self.after.articles[number]
            text = _("Article %(number)s is new.") % {"number": number}
            yield ToldChange(topic, text, article.tier, (article.clause,))
        for number in sorted(self.before.articles.keys() - self.after.articles.keys()):
            article = self.before.articles[number]
            text = _("Article %(number)s is no longer sold.") % {"number": number}
            yield ToldChange(topic, text, article.tier, (article.clause,))

    def _places(self) -> Iterator[ToldChange]:
        old, new = self.before.coverage.region_of, self.after.coverage.region_of
        gone, come = sorted(old.keys() - new.keys()), sorted(new.keys() - old.keys())
        sides = (
            (come, _("Covered from now on: %(names)s."), self.after),
            (gone, _("No longer covered: %(names)s."), self.before),
        )
        for codes, words, side in sides:
            if codes:
                regions = {side.coverage.region_of[code] for code in codes}
                clauses = tuple(sorted({side.coverage.regions[region].clause for region in regions}))
                yield ToldChange(_("Countries"), words % {"names": self._named(codes)}, None, clauses, COVERAGE)

    def _languages(self) -> Iterator[ToldChange]:
        old, new = self.before.coverage.languages, self.after.coverage.languages
        come = [self._in(new[code].name) for code in sorted(new.keys() - old.keys())]
        gone = [self._in(old[code].name) for code in sorted(old.keys() - new.keys())]
        for names, words in ((come, _("Spoken from now on: %(names)s.")), (gone, _("No longer spoken: %(names)s."))):
            if names:
                yield ToldChange(_("Languages"), words % {"names": ", ".join(names)}, part=COVERAGE)
        other = [self._in(new[code].name) for code in sorted(new) if code in old and old[code].hours != new[code].hours]
        if other:
            yield ToldChange(_("Languages"), _("Other hours: %(names)s.") % {"names": ", ".join(other)}, part=COVERAGE)

    def _markets(self) -> Iterator[ToldChange]:
        old, new = self.before.coverage.markets, self.after.coverage.markets
        levels = {code: dict(market.features) for code, market in old.items()}
        other = sorted(
            code
            for code in old.keys() | new.keys()
            if levels.get(code) != (dict(new[code].features) if code in new else None)
        )
        if other:
            text = _("Parts and repairs with priority change in: %(names)s.") % {"names": self._named(other)}
            yield ToldChange(_("Markets"), text, part=COVERAGE)

    def _figures(self) -> Iterator[ToldChange]:
        pairs = (
            (_("Days from purchase to activation"), self.before.activation_days, self.after.activation_days),
            (_("Visits a year"), self.before.visits_a_year, self.after.visits_a_year),
        )
        for what, old, new in pairs:
            if old != new:
                text = _("%(what)s: %(after)s instead of %(before)s.") % {"what": what, "after": new, "before": old}
                yield ToldChange(_("Figures"), text)

    def _rules(self) -> Iterator[ToldChange]:
        named = (
            (_("Your duties"), self.before.duties, self.after.duties),
            (_("What is not included"), self.before.exclusions, self.after.exclusions),
        )
        for topic, old, new in named:
            for key in sorted(new.keys() - old.keys()):
                text = _("New: %(name)s.") % {"name": self._in(new[key].name)}
                yield ToldChange(topic, text, clauses=new[key].clauses)
            for key in sorted(old.keys() - new.keys()):
                text = _("Gone: %(name)s.") % {"name": self._in(old[key].name)}
                yield ToldChange(topic, text, clauses=old[key].clauses)
        for id_, reading in sorted(self.after.readings.items()):
            earlier = self.before.readings.get(id_)
            if earlier is not None and earlier.chosen != reading.chosen and reading.chosen in reading.choices:
                text = _("Now read as: %(choice)s.") % {
                    "choice": self._in(reading.choices[reading.chosen].text).rstrip(".")
                }
                yield ToldChange(_("Readings"), text, clauses=(id_,), part=READINGS)
        reworded = sorted(
            id_
            for id_, clause in self.after.clauses.items()
            if id_ in self.before.clauses and dict(self.before.clauses[id_].text) != dict(clause.text)
        )
        if reworded:
            yield ToldChange(_("Wording"), _("These clauses are worded anew."), clauses=tuple(reworded))

    def _named(self, codes: Iterable[str]) -> str:
        return ", ".join(str(self.countries.get(code, code)) for code in codes)

    def _in(self, text: Text) -> str:
        return text.get(self.language) or text["en"]


def _standing_words(standing: str | None) -> str:
    if standing == "included":
        return _("%(tier)s now includes %(feature)s.")
    if standing == "replaced":
        return _("In %(tier)s, %(feature)s is now replaced by something better.")
    return _("%(tier)s no longer includes %(feature)s.")


def _bare(minimum: Minimum) -> tuple[object, ...]:
    return (minimum.kinds, minimum.at_least, minimum.commercial_only, minimum.under_cover)


def _ways(minimums: Iterable[Minimum]) -> str:
    return _(" or ").join(str(one.at_least) for one in minimums)
