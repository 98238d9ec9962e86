"""Translations, in pure Python: `collect` gathers the strings into the catalogues, `check` names what lacks, `compile` makes .mo files."""

import ast
import io
import json
import os
import re
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from babel.messages.catalog import Catalog, Message
from babel.messages.extract import extract
from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po, write_po
from django.utils.translation.template import templatize

ROOT = Path(__file__).resolve().parent.parent
SOURCE = ROOT / "voorrang"
LOCALE = SOURCE / "locale"
API = ROOT / "docs" / "openapi.json"
CODE = {".py"}
TEMPLATES = {".html", ".txt"}

KEYWORDS: dict[str, tuple[int | tuple[int, str], ...] | None] = {
    name + lazy: spec
    for name, spec in {
        "gettext": None,
        "ngettext": (1, 2),
        "pgettext": ((1, "c"), 2),
        "npgettext": ((1, "c"), 2, 3),
    }.items()
    for lazy in ("", "_lazy", "_noop")
} | {"_": None}

CALL = re.compile(r"(?<![\w.])(n?p?gettext|_)\(")
STRING = re.compile(r"""\s*,?\s*u?("(?:\\.|[^"\\])*"|'(?:\\.|[^'\\])*')""", re.DOTALL)
PLACEHOLDER = re.compile(r"%\(\w+\)[sd]|(?<!%)\{\w+\}|%[sd]")

HEADER = "# The texts of Voorrang, gathered by `scripts/messages.py collect`: translate msgstr, change nothing else."


@dataclass(frozen=True)
class Found:
    """One translatable string: its English, its plural and context where it has them, and the file it stands in."""

    english: str
    plural: str = ""
    context: str = ""
    place: str = ""


def strings_of_code(text: str, place: str = "") -> Iterator[Found]:
    """What a Python file passes to the gettext functions."""
    for _line, found, _comments, context in extract("python", io.BytesIO(text.encode()), keywords=KEYWORDS):
        english, *plural = found if isinstance(found, tuple) else (found,)
        yield Found(english, plural[0] if plural else "", context or "", place)


def strings_of_template(text: str, place: str = "") -> Iterator[Found]:
    """What a Django template passes to translate, blocktranslate and _()."""
    code = templatize(text, origin=place)
    for call in CALL.finditer(code):
        parts, at = [], call.end()
        while string := STRING.match(code, at):
            parts.append(str(ast.literal_eval(string[1])))
            at = string.end()
        context = parts.pop(0) if "p" in call[1].removesuffix("gettext") and parts else ""
        if parts:
            yield Found(parts[0], parts[1] if call[1].startswith("n") else "", context, place)


def strings_of_document(described: object, place: str = "") -> Iterator[Found]:
    """What an OpenAPI document says to people: each summary and description. The reference page shows them translated."""
    if isinstance(described, dict):
        for key, value in described.items():
            if key in {"summary", "description"} and isinstance(value, str):
                yield Found(value, place=place)
            else:
                yield from strings_of_document(value, place)
    elif isinstance(described, list):
        for value in described:
            yield from strings_of_document(value, place)


def gather(folder: Path = SOURCE) -> Catalog:
    """Every string of code and templates below a folder, and of the API's document, without translations."""
    _settings()
    catalogue = Catalog(fuzzy=False)
    for one in _found_below(folder):
        if one.english:
            key = (one.english, one.plural) if one.plural else one.english
            catalogue.add(key, locations=[(one.place, 0)], context=one.context or None)
    return catalogue


def _found_below(folder: Path) -> Iterator[Found]:
    for path in sorted(folder.rglob("*")):
        if path.suffix not in CODE | TEMPLATES or "vendor" in path.parts or "migrations" in path.parts:
            continue
        reader = strings_of_code if path.suffix in CODE else strings_of_template
        yield from reader(path.read_text(encoding="utf-8"), path.relative_to(folder).as_posix())
    if folder == SOURCE:
        document = json.loads(API.read_text(encoding="utf-8"))
        yield from strings_of_document([document["paths"], document["components"]], API.name)


def read(source: Path) -> Catalog:
    """The catalogue of a language as it is stored."""
    with source.open("rb") as handle:
        return read_po(handle, locale=source.parent.parent.name)


def problems(translated: Catalog, strings: Catalog) -> list[str]:
    """What a translator must mend: strings without translation, fuzzy, unknown or with other placeholders."""
    found = []
    for message in strings:
        if message.id:
            found += _problems_of(message, translated.get(_english(message), message.context))
    for message in translated:
        if message.id and strings.get(_english(message), message.context) is None:
            found.append(f"in no file any more: {_english(message)!r}")
    found += [f"obsolete: {english!r}" for english in translated.obsolete]
    return found


def _problems_of(message: Message, translation: Message | None) -> list[str]:
    english = _english(message)
    place = message.locations[0][0] if message.locations else "?"
    if translation is None:
        return [f"{place}: not collected yet: {english!r}"]
    texts = translation.string if isinstance(translation.string, tuple | list) else (translation.string,)
    wanted = 2 if isinstance(message.id, tuple | list) else 1
    if len(texts) != wanted or not all(texts):
        return [f"{place}: not translated: {english!r}"]
    if translation.fuzzy:
        return [f"{place}: fuzzy: {english!r}"]
    sources = message.id if isinstance(message.id, tuple | list) else (message.id,)
    allowed = {placeholder for source in sources for placeholder in PLACEHOLDER.findall(source)}
    last = set(PLACEHOLDER.findall(sources[-1]))
    for text in texts:
        has = set(PLACEHOLDER.findall(text))
        if has - allowed or (text == texts[-1] and last - has):
            return [f"{place}: other placeholders in {text!r} than in {english!r}"]
    return []


def _english(message: Message) -> str:
    return str(message.id[0] if isinstance(message.id, tuple | list) else message.id)


def collect() -> int:
    """Gather the strings into each catalogue, keep what is translated, drop what is gone, then compile."""
    for source in sorted(LOCALE.rglob("*.po")):
        strings = gather()
        catalogue = read(source)
        catalogue.update(strings, no_fuzzy_matching=True)
        dropped = len(catalogue.obsolete)
        catalogue.obsolete.clear()
        source.write_text(written(catalogue), encoding="utf-8")
        missing = sum(1 for line in problems(catalogue, strings) if "not translated" in line)
        print(f"{source.parent.parent.name}: {len(catalogue)} texts, {missing} not translated, {dropped} dropped")
    return compile_all()


def written(catalogue: Catalog) -> str:
    """The catalogue as text that changes only when a string does: sorted, unwrapped, without places and dates."""
    out = io.BytesIO()
    catalogue.header_comment = HEADER
    catalogue.fuzzy = False
    catalogue.project, catalogue.version = "Voorrang", ""
    write_po(out, catalogue, width=0, sort_output=True, no_location=True)
    dated = re.compile(
        r'^"(?:POT-Creation-Date|PO-Revision-Date|Generated-By|Last-Translator|Language-Team|Report-Msgid).*\n',
        re.MULTILINE,
    )
    return dated.sub("", out.getvalue().decode())


def check() -> int:
    """Name everything that a reader would see in English, or see wrongly."""
    strings = gather()
    found = [
        f"{path.parent.parent.name}: {line}" for path in LOCALE.rglob("*.po") for line in problems(read(path), strings)
    ]
    for line in found:
        print(line)
    return 1 if found else 0


def compile_all() -> int:
    """Compile every catalogue; a broken one is named and nothing of it is written."""
    failed = 0
    for source in sorted(LOCALE.rglob("*.po")):
        catalogue = read(source)
        broken = [
            f"{source.name}:{message.lineno}: {error}" for message, errors in catalogue.check() for error in errors
        ]
        for line in broken:
            print(line, file=sys.stderr)
        failed += bool(broken)
        if not broken:
            with source.with_suffix(".mo").open("wb") as handle:
                write_mo(handle, catalogue)
    return 1 if failed else 0


def _settings() -> None:
    """Reading templates needs Django's settings, not its applications."""
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "django.conf.global_settings")


if __name__ == "__main__":
    sys.exit({"compile": compile_all, "collect": collect, "check": check}[sys.argv[1]]())
