"""`docs/configuration.md`, written from the table of variables; a test keeps it in step."""

from voorrang.config.variables import VARIABLES, Variable

HEAD = """# Configuration

Everything is set by environment variables. They are read and checked when a process starts: every mistake is listed at
once, with its cure, and nothing runs. `voorrang config` shows what is set. An unknown `VOORRANG_...` is a mistake too.

Secrets have no default. Only the demonstration (`VOORRANG_DEMO=1`) makes up its own, in `secrets.json` below
`VOORRANG_VAR`. "Demo only" variables are refused elsewhere.

This page is written by `voorrang config --markdown > docs/configuration.md`.

| variable | default | what it does |
|---|---|---|
"""


def configuration_page() -> str:
    """The page as Markdown."""
    return HEAD + "".join(
        f"| `{variable.name}` | {_default(variable)} | {_meaning(variable)} |\n" for variable in VARIABLES
    )


def _default(variable: Variable) -> str:
    if variable.default is not None:
        in_demo = f" (demo: `{variable.demo_default}`)" if variable.demo_default else ""
        return f"`{variable.default}`{in_demo}"
    if variable.needed:
        return "needed" + (f" (demo: `{variable.demo_default}`)" if variable.demo_default else " (demo: made up)")
    return "-"


def _meaning(variable: Variable) -> str:
    marks = [word for word, holds in (("Secret.", variable.secret), ("Demo only.", variable.demo_only)) if holds]
    return " ".join([variable.help.replace("|", "\\|"), *marks])
