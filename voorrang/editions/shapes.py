"""Shapes of plain content: what type, which keys, which words. Each shape notes what does not fit and says if all did."""

import re
from collections.abc import Callable, Collection, Mapping
from datetime import date, time
from typing import Any

type Note = Callable[[str, str, str], None]
"""Takes key path, problem and cure."""
type Shape = Callable[[Any, str, Note], bool]


def string(pattern: str = r"(?s).*\S.*", *, like: str = "text") -> Shape:
    """A string that matches the whole pattern; by default any that is not blank."""
    compiled = re.compile(pattern)

    def check(value: Any, key: str, note: Note) -> bool:
        if isinstance(value, str) and compiled.fullmatch(value):
            return True
        note(key, f"{value!r} does not fit.", f"Write {like} here.")
        return False

    return check


def any_string(value: Any, key: str, note: Note) -> bool:
    """A string, possibly empty."""
    if isinstance(value, str):
        return True
    note(key, f"{value!r} is no text.", "Put it in quotation marks.")
    return False


def anything(value: Any, key: str, note: Note) -> bool:  # noqa: ARG001 - it is a shape
    """Whatever there is."""
    return True


def whole(at_least: int = 0) -> Shape:
    """A whole number from `at_least` upwards."""

    def check(value: Any, key: str, note: Note) -> bool:
        if isinstance(value, int) and not isinstance(value, bool) and value >= at_least:
            return True
        note(key, f"{value!r} is not a whole number from {at_least}.", f"Write a number, {at_least} or more.")
        return False

    return check


def flag(value: Any, key: str, note: Note) -> bool:
    """Yes or no."""
    if isinstance(value, bool):
        return True
    note(key, f"{value!r} is neither true nor false.", "Write true or false.")
    return False


def day(value: Any, key: str, note: Note) -> bool:
    """A date."""
    return _iso(date.fromisoformat, value, key, note, "a date such as 2026-01-01")


def clock_time(value: Any, key: str, note: Note) -> bool:
    """A time of day."""
    return _iso(time.fromisoformat, value, key, note, 'a time such as "09:00"')


def one_of(words: Collection[str], what: str = "word") -> Shape:
    """One of these words; the cure names them, or the nearest ones when there are many."""

    def check(value: Any, key: str, note: Note) -> bool:
        if isinstance(value, str) and value in words:
            return True
        note(key, f"{value!r} is no known {what}.", f"Use one of: {', '.join(sorted(words)) or 'none is defined yet'}.")
        return False

    return check


def list_of(shape: Shape, *, at_least: int = 0) -> Shape:
    """A list whose members all fit, without repetition."""

    def check(value: Any, key: str, note: Note) -> bool:
        if not isinstance(value, list):
            note(key, f"{value!r} is no list.", "Write it in square brackets.")
            return False
        fits = [shape(each, f"{key}.{position}", note) for position, each in enumerate(value)]
        twice = [each for position, each in enumerate(value) if each in value[:position]]
        for each in twice:
            note(key, f"{each!r} stands here twice.", "Remove one of them.")
        if len(value) < at_least:
            note(key, "The list is empty.", "Name at least one.")
        return all(fits) and not twice and len(value) >= at_least

    return check


def map_of(shape: Shape, keys: Shape = any_string) -> Shape:
    """A table with free keys whose values all fit."""

    def check(value: Any, key: str, note: Note) -> bool:
        if not isinstance(value, Mapping):
            note(key, f"{value!r} is no table.", "Write a table here.")
            return False
        fits = [
            keys(name, f"{key}.{name}", note) and shape(each, f"{key}.{name}", note) for name, each in value.items()
        ]
        return all(fits)

    return check


def table(required: Mapping[str, Shape], optional: Mapping[str, Shape] | None = None) -> Shape:
    """A table with these keys and no others."""
    shapes = {**required, **(optional or {})}

    def check(value: Any, key: str, note: Note) -> bool:
        if not isinstance(value, Mapping):
            note(key, f"{value!r} is no table.", f"Write a table with {', '.join(required)}.")
            return False
        fits = True
        for name in required:
            if name not in value:
                note(_under(key, name), "This is missing.", f"Add {name}.")
                fits = False
        for name, each in value.items():
            if name not in shapes:
                note(_under(key, name), "This key is not known.", f"Remove it, or use one of: {', '.join(shapes)}.")
                fits = False
            elif not shapes[name](each, _under(key, name), note):
                fits = False
        return fits

    return check


def text(languages: Collection[str]) -> Shape:
    """A text in every one of these languages, and in no other."""
    sentence = string(like="a sentence")

    def check(value: Any, key: str, note: Note) -> bool:
        if not isinstance(value, Mapping):
            note(key, f"{value!r} has no language.", f"Write {' and '.join(f'{key}.{one}' for one in languages)}.")
            return False
        missing = [language for language in languages if language not in value]
        for language in missing:
            note(f"{key}.{language}", f"The text is missing in {language!r}.", f"Add {key}.{language}.")
        spare = [language for language in value if language not in languages]
        for language in spare:
            note(
                f"{key}.{language}",
                f"The programme has no texts in {language!r}.",
                "Add it to text_languages, or remove it.",
            )
        fits = [sentence(each, f"{key}.{language}", note) for language, each in value.items()]
        return not missing and not spare and all(fits)

    return check


def _under(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _iso(read: Callable[[str], object], value: Any, key: str, note: Note, like: str) -> bool:
    try:
        read(value)
    except (TypeError, ValueError):
        note(key, f"{value!r} does not fit.", f"Write {like}.")
        return False
    return True


KEY = string(r"[a-z][a-z0-9_]*", like="a key in lower case, such as priority_parts")
CITES = list_of(string(like="the id of a clause"))
CITES_ONE = list_of(string(like="the id of a clause"), at_least=1)
