"""Fails when a template shows words that nobody can translate: text or a label outside translate and blocktranslate."""

import re
import sys
from collections.abc import Iterator
from html.parser import HTMLParser
from pathlib import Path

from django.template.base import Lexer, TokenType

ROOT = Path(__file__).resolve().parent.parent
TEMPLATES = ROOT / "voorrang"

SPOKEN = {"title", "aria-label", "aria-description", "placeholder", "alt", "label", "data-label", "data-hint"}
"""Attributes that people see or hear."""
LITERAL = {"code", "pre", "kbd", "samp", "script", "style"}
"""What stands inside is typed or run, not read: a name of a column, a header, a key."""
NAMES = {"Voorrang", "Care", "Pack"}
"""Words that are the same in every language."""
STYLE_PAGE = {"kit.html", "kit_focus.html"}
"""Shows the components to whoever builds pages; its sentences are samples."""
WORD = re.compile(r"[^\W\d_]{2,}")
ENTITY = re.compile(r"&\w+;")


def bare_words(template: str) -> Iterator[tuple[int, str]]:
    """Line and text of what a template shows untranslated."""
    finder = _Finder()
    finder.feed(_without_django(template))
    finder.close()
    yield from finder.found


def _without_django(template: str) -> str:
    """The template's HTML with each tag, variable and translated block emptied; lines stay where they are."""
    kept, hidden = [], False
    for token in Lexer(template).tokenize():
        name = token.contents.split(maxsplit=1)[0] if token.contents.split() else ""
        if token.token_type is TokenType.BLOCK:
            if name in {"blocktranslate", "blocktrans", "comment"} or token.contents.endswith("_class"):
                hidden = True
            elif hidden and name.startswith("end"):
                hidden = False
        elif token.token_type is TokenType.TEXT and not hidden:
            kept.append(token.contents)
            continue
        in_place_of_a_name = "x" if kept and kept[-1].endswith(("<", "</")) else ""
        kept.append(in_place_of_a_name + "\n" * token.contents.count("\n"))
    return "".join(kept)


class _Finder(HTMLParser):
    def __init__(self) -> None:
        super().__init__(convert_charrefs=False)
        self.found: list[tuple[int, str]] = []
        self.literal = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.literal += tag in LITERAL
        for name, value in attrs:
            if name in SPOKEN or (name == "value" and tag == "input" and ("type", "submit") in attrs):
                self._see(value or "")

    def handle_endtag(self, tag: str) -> None:
        self.literal -= tag in LITERAL

    def handle_data(self, data: str) -> None:
        if not self.literal:
            self._see(data)

    def _see(self, text: str) -> None:
        words = [word for word in WORD.findall(ENTITY.sub("", text)) if word not in NAMES]
        if words:
            self.found.append((self.getpos()[0], " ".join(text.split())))


def main() -> int:
    """Look through every template; print `file:line: text`."""
    found = 0
    for path in sorted([*TEMPLATES.rglob("*.html"), *TEMPLATES.rglob("templates/**/*.txt")]):
        if "vendor" in path.parts or path.name in STYLE_PAGE:
            continue
        for line, text in bare_words(path.read_text(encoding="utf-8")):
            print(f"{path.relative_to(ROOT)}:{line}: bare words, translate them: {text[:100]}")
            found += 1
    return 1 if found else 0


if __name__ == "__main__":
    sys.exit(main())
