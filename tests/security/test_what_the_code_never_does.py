"""Ways in that are closed by not being there: this reads all of the code, and each rule catches a planted line."""

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

import voorrang

PACKAGE = Path(voorrang.__file__).parent
PARSERS = ("xml", "lxml", "defusedxml", "pickle", "marshal", "shelve", "yaml", "ldap", "dill", "telnetlib", "ftplib")
"""What reads XML with entities, makes objects out of bytes, or asks a directory. SAML is read by its library alone."""
CALLS = {
    "eval": "runs text",
    "exec": "runs text",
    "build_absolute_uri": "believes the Host of a request",
    "from_string": "makes a template of text",
    "extra": "takes SQL as text",
    "RawSQL": "takes SQL as text",
    "mktemp": "a name that somebody else may take",
    "urlopen": "asks any address",
}
ALLOWED: dict[tuple[str, str], str] = {
    ("config/errors.py", "get_host"): "compares the referer with our own host, and leads to a path of ours only",
}


def findings(name: str, tree: ast.AST) -> Iterator[str]:
    """Name what a file does that it should not."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from (f"imports {one.name}" for one in node.names if one.name.split(".")[0] in PARSERS)
        elif isinstance(node, ast.ImportFrom) and node.module and node.module.split(".")[0] in PARSERS:
            yield f"imports {node.module}"
        elif isinstance(node, ast.Call):
            called = node.func.id if isinstance(node.func, ast.Name) else getattr(node.func, "attr", "")
            plain = isinstance(node.func, ast.Name)
            if called in CALLS and (plain or called not in {"eval", "exec"}):
                yield f"calls {called}: {CALLS[called]}"
            if called == "get_host" and (name, called) not in ALLOWED:
                yield "calls get_host: believes the Host of a request"
            shell = any(one.arg == "shell" and getattr(one.value, "value", None) is True for one in node.keywords)
            if shell:
                yield "runs a shell"


def test_nowhere() -> None:
    found = {}
    files = sorted(PACKAGE.rglob("*.py"))
    for path in files:
        name = str(path.relative_to(PACKAGE))
        told = list(findings(name, ast.parse(path.read_text(encoding="utf-8"))))
        if told:
            found[name] = told
    assert len(files) > 500
    assert found == {}


@pytest.mark.parametrize(
    "planted",
    [
        "import xml.etree.ElementTree as ET",
        "from lxml import etree",
        "import pickle",
        "from yaml import load",
        "eval(typed)",
        "request.build_absolute_uri('/')",
        "request.get_host()",
        "engine.from_string(typed)",
        "Case.objects.extra(where=[typed])",
        "subprocess.run(typed, shell=True)",
        "urllib.request.urlopen(address)",
    ],
)
def test_a_planted_line_is_found(planted: str) -> None:
    assert list(findings("desk/x.py", ast.parse(planted)))


def test_the_only_scripts_are_ours_and_keep_to_safe_ways() -> None:
    scripts = sorted((PACKAGE / "ui" / "static" / "ui" / "js").glob("*.js"))
    text = "\n".join(path.read_text(encoding="utf-8") for path in scripts)
    assert len(scripts) >= 8
    for way in ("innerHTML", "outerHTML", "insertAdjacentHTML", "document.write", "eval(", "postMessage", "Function("):
        assert way not in text, way
    base = (PACKAGE / "ui" / "templates" / "ui" / "base.html").read_text(encoding="utf-8")
    assert '"allowEval": false' in base


def test_no_template_switches_escaping_off() -> None:
    templates = [path for path in PACKAGE.glob("*/templates/**/*.html") if "mail" not in path.parts]
    loud = [
        path.name for path in templates if any(w in path.read_text() for w in ("|safe", "autoescape off", "|safeseq"))
    ]
    assert loud == []
