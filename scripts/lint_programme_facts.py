"""Lint: facts of a programme stand in its data, never in code.

Reads tier codes and names, clause ids, article numbers and covered countries from `programmes/*/` and fails when one of
them stands as a string in a Python file under `voorrang/`. Docstrings and comments may cite them. A single country code
says little ("DE" may be a language or an abbreviation), so only three or more covered countries together count.

    python scripts/lint_programme_facts.py [FILE ...]

Exit 0: none found. 1: some found, printed as file:line with the cure. 2: no programme to read.
"""

import ast
import re
import sys
import tomllib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Self

ROOT = Path(__file__).resolve().parent.parent
MANY = 3
"""So many covered countries side by side make a list of countries."""


@dataclass(frozen=True, slots=True)
class Facts:
    """What must not stand in code."""

    tiers: frozenset[str]
    names: frozenset[str]
    references: frozenset[str]
    articles: frozenset[str]
    countries: frozenset[str]

    @classmethod
    def of(cls, folders: Iterable[Path]) -> Self:
        """Collect the facts of these programmes."""
        tiers, names, references, articles, countries = (set[str]() for _ in range(5))
        for folder in folders:
            terms: dict[str, Any] = {}
            for name in ("programme", "articles", "clauses", "assumptions", "readings", "coverage"):
                for path in folder.glob(f"{name}*.toml"):
                    terms |= tomllib.loads(path.read_text(encoding="utf-8"))
                    countries.update(code for row in terms.get("region", ()) for code in row["countries"])
                    references.update(row["id"] for row in terms.get("reading", ()))
            tiers.update(row["code"] for row in terms["tier"])
            names.update(each for row in terms["tier"] for each in row["name"].values() if " " in each)
            references.update(row["id"] for key in ("clause", "assumption") for row in terms[key])
            articles.update(number for row in terms["article"] for number in row["articles"].values())
        return cls(*map(frozenset, (tiers, names, references, articles, countries)))


@dataclass(frozen=True, slots=True)
class Problem:
    """One fact that stands in code."""

    file: str
    line: int
    fact: str
    cure: str

    def __str__(self) -> str:
        """One line for a terminal; editors jump to it."""
        return f"{self.file}:{self.line}: {self.fact} {self.cure}"


class Lint:
    """Finds facts in source text."""

    def __init__(self, facts: Facts) -> None:
        self.facts = facts
        self._references = _any_of(facts.references)
        self._articles = _any_of(facts.articles)
        self._names = _any_of(facts.names)

    def problems(self, source: str, file: str) -> list[Problem]:
        """Return the facts that stand in this Python source, by line."""
        tree = ast.parse(source, file)
        docstrings = {
            id(node.value)
            for node in ast.walk(tree)
            if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
        }
        found: set[Problem] = set()
        for node in ast.walk(tree):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in docstrings:
                found.update(Problem(file, node.lineno, *each) for each in self._in_text(node.value))
            for members in _members(node):
                codes = list(dict.fromkeys(code for code in members if code in self.facts.countries))
                if len(codes) >= MANY:
                    found.add(Problem(file, node.lineno, *_countries(codes)))  # type: ignore[attr-defined]
        return sorted(found, key=lambda problem: (problem.line, problem.fact))

    def _in_text(self, text: str) -> Iterator[tuple[str, str]]:
        for token in dict.fromkeys(re.split(r"[\s,;:|/()]+", text)):
            if token in self.facts.tiers:
                yield (
                    f"The tier {token!r} stands in code.",
                    "Take it from programme.tiers, or ask for a feature by its key.",
                )
        for name in _found(self._names, text):
            yield f"The tier's name {name!r} stands in code.", "Show programme.tiers[code].name."
        for reference in _found(self._references, text):
            yield (
                f"The clause {reference!r} stands in code.",
                "Give a reason code or feature key; the programme's data says which clause that is.",
            )
        for number in _found(self._articles, text):
            yield f"The article {number!r} stands in code.", "Look it up in programme.articles."
        tokens = re.split(r"[\s,;|/]+", text.strip())
        if len({*tokens}) >= MANY and all(token in self.facts.countries for token in tokens):
            yield _countries(tokens)


def _countries(codes: list[str]) -> tuple[str, str]:
    shown = ", ".join(codes[:MANY])
    return f"A list of covered countries stands in code ({shown}, ...).", "Take it from programme.coverage."


def _members(node: ast.AST) -> Iterator[list[str]]:
    """The strings side by side in a list, tuple, set or dictionary."""
    match node:
        case ast.List(elts=elements) | ast.Tuple(elts=elements) | ast.Set(elts=elements):
            yield _strings(elements)
        case ast.Dict(keys=keys, values=values):
            yield _strings(keys)
            yield _strings(values)


def _strings(nodes: Iterable[ast.expr | None]) -> list[str]:
    return [node.value for node in nodes if isinstance(node, ast.Constant) and isinstance(node.value, str)]


def _any_of(words: Iterable[str]) -> re.Pattern[str] | None:
    longest_first = sorted(words, key=lambda word: (-len(word), word))
    if not longest_first:
        return None
    return re.compile(rf"(?<![\w.])(?:{'|'.join(map(re.escape, longest_first))})(?!\w|\.\d)")


def _found(pattern: re.Pattern[str] | None, text: str) -> list[str]:
    return list(dict.fromkeys(pattern.findall(text))) if pattern else []


def _shown(path: Path) -> str:
    return str(path.relative_to(ROOT) if path.is_relative_to(ROOT) else path)


def main(arguments: list[str]) -> int:
    """Lint the given files, or all of `voorrang/` outside tests."""
    folders = sorted(path.parent for path in (ROOT / "programmes").glob("*/programme.toml"))
    if not folders:
        print(f"{ROOT / 'programmes'} holds no programme. Restore it from the repository.", file=sys.stderr)
        return 2
    lint = Lint(Facts.of(folders))
    everything = (path for path in sorted((ROOT / "voorrang").rglob("*.py")) if "tests" not in path.parts)
    paths = [Path(each).resolve() for each in arguments] or list(everything)
    problems = [problem for path in paths for problem in lint.problems(path.read_text(encoding="utf-8"), _shown(path))]
    for problem in problems:
        print(problem)
    print(f"{len(paths)} files, {len(problems)} programme facts in code", file=sys.stderr)
    return 1 if problems else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
