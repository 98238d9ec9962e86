"""Checks of the coverage: countries by ISO 3166, zones, languages with hours, markets."""

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

import pycountry

from voorrang.editions.shapes import Note, clock_time, day, flag, list_of, map_of, one_of, string, table, text, whole
from voorrang.editions.validation.context import Context, rows_of
from voorrang.editions.words import LEVELS

_TAG = string(r"[a-z]{2,3}(-[A-Za-z0-9]{2,8})*", like="a language tag such as nl or zh-Hans")
_COUNTRY = string(r"[A-Z]{2}", like="an ISO 3166 code of two capitals")
_KEYS = {"starts_on", "fallback_language", "region", "country", "hours", "language", "market"}


def check(context: Context) -> None:
    """Check every section of the coverage."""
    content, note = context.coverage, context.note_in(context.coverage_file)
    for key in content:
        if key not in _KEYS:
            note(key, "This key is not known.", f"Remove it, or use one of: {', '.join(sorted(_KEYS))}.")
    day(content.get("starts_on"), "starts_on", note)
    covered = _regions(context)
    _countries(context, covered)
    _languages(context)
    _markets(context, covered)


def _regions(context: Context) -> dict[str, str]:
    """Check the regions; return covered country to region code."""
    note = context.note_in(context.coverage_file)
    shape = table(
        {
            "code": string(),
            "name": text(context.languages),
            "clause": string(),
            "countries": list_of(_COUNTRY, at_least=1),
        }
    )
    covered: dict[str, str] = {}
    for path, row in rows_of(context.coverage, "region", "code", shape, note):
        context.cites_exist(context.coverage_file, path, [row["clause"]])
        for country in row["countries"]:
            if country not in _iso_countries():
                note(f"{path}.countries", f"{country!r} is no country of ISO 3166.", "Mend the code, or remove it.")
            if country in covered:
                note(f"{path}.countries", f"{country!r} is also in {covered[country]!r}.", "Keep it in one region.")
            covered[country] = row["code"]
    return covered


def _countries(context: Context, covered: Mapping[str, str]) -> None:
    note = context.note_in(context.coverage_file)
    shape = map_of(
        table(
            {
                "zone": one_of(_zones(), "time zone"),
                "languages": list_of(_TAG, at_least=1),
                "toll_free": string(r"\+[0-9 ]{6,}", like="a number such as +800 0000 0276"),
            }
        ),
        _COUNTRY,
    )
    countries = context.coverage.get("country")
    if countries is None:
        note(
            "country", "This is missing.", "Add [country] with zone, languages and toll_free for each covered country."
        )
        return
    shape(countries, "country", _with_short_zones(note))
    if not isinstance(countries, Mapping):
        return
    for country in sorted(covered.keys() - countries.keys()):
        note(
            f"country.{country}",
            "This covered country has no zone, languages and number.",
            f"Add {country} to [country].",
        )
    for country in sorted(countries.keys() - covered.keys()):
        note(f"country.{country}", "No region holds this country.", "Add it to a region, or remove it here.")


def _languages(context: Context) -> None:
    content, note = context.coverage, context.note_in(context.coverage_file)
    hours = content.get("hours")
    hours = hours if isinstance(hours, Mapping) else {}
    open_at = {"weekdays": list_of(whole(), at_least=1), "opens": clock_time, "closes": clock_time}
    always = table({"around_the_clock": flag, "source": string()}, open_at)
    limited = table({"around_the_clock": flag, "source": string(), **open_at})
    for name, row in hours.items():
        path = f"hours.{name}"
        shape = always if isinstance(row, Mapping) and row.get("around_the_clock") is True else limited
        if not shape(row, path, note):
            continue
        context.cites_exist(context.coverage_file, path, [row["source"]])
        if any(weekday > 6 for weekday in row.get("weekdays", ())):  # noqa: PLR2004 - Sunday
            note(f"{path}.weekdays", "There is a weekday after 6.", "Count from 0 = Monday to 6 = Sunday.")
        if "opens" in row and "closes" in row and row["opens"] >= row["closes"] and row["closes"] != "00:00":
            note(path, "It closes before it opens.", "Swap the two, or write 00:00 for midnight.")
    shape = table(
        {
            "code": _TAG,
            "name": text(context.languages),
            "autonym": string(),
            "hours": one_of(frozenset(hours), "set of hours"),
        },
        {"zone": one_of(_zones(), "time zone")},
    )
    codes = [row["code"] for _, row in rows_of(content, "language", "code", shape, _with_short_zones(note))]
    fallback = content.get("fallback_language")
    if not isinstance(fallback, str) or fallback not in codes:
        note("fallback_language", f"{fallback!r} is no language of the programme.", f"Use one of: {', '.join(codes)}.")


def _markets(context: Context, covered: Mapping[str, str]) -> None:
    if "market" not in context.coverage:
        return
    note = context.note_in(context.coverage_file)
    shape = table(
        {
            "countries": list_of(_COUNTRY, at_least=1),
            "features": map_of(one_of(LEVELS, "level"), one_of(context.features, "feature")),
            "source": string(),
            "note": text(context.languages),
        }
    )
    placed: dict[str, str] = {}
    for path, row in rows_of(context.coverage, "market", "key", shape, note):
        context.cites_exist(context.coverage_file, path, [row["source"]])
        for country in row["countries"]:
            if country not in covered:
                note(f"{path}.countries", f"No region holds {country!r}.", "Add it to a region, or remove it here.")
            if country in placed:
                note(f"{path}.countries", f"{country!r} also stands at {placed[country]}.", "Keep one of them.")
            placed[country] = path
    for country in sorted(covered.keys() - placed.keys()):
        note("market", f"The covered country {country!r} is in no market.", "Add it to one [[market]].")


def _with_short_zones(note: Note) -> Note:
    """Keep the cure for an unknown zone short: there are 600 zones."""

    def short(key: str, problem: str, cure: str) -> None:
        note(key, problem, "Use a zone of the IANA database, such as Europe/Paris." if "time zone" in problem else cure)

    return short


@cache
def _iso_countries() -> frozenset[str]:
    return frozenset(country.alpha_2 for country in pycountry.countries)


@cache
def _zones() -> frozenset[str]:
    return frozenset(files("tzdata").joinpath("zones").read_text(encoding="utf-8").split())
