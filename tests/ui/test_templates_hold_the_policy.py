"""Templates keep the content security policy: no inline style, no inline handler, scripts with a nonce; icons are listed."""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest

import voorrang
from voorrang.ui.checks import VENDOR, icons_used, vendor_files_present

PACKAGE = Path(voorrang.__file__).parent
TEMPLATES = sorted(path for path in PACKAGE.glob("*/templates/**/*.html") if "mail" not in path.parts)


def findings(text: str) -> Iterator[str]:
    """Name what the policy would block."""
    yield from re.findall(r"<[^>]*\sstyle\s*=", text)
    yield from re.findall(r"<[^>{]*\son[a-z]+\s*=", text)
    yield from (tag for tag in re.findall(r"<script\b[^>]*>", text) if "csp_nonce_attr" not in tag)
    yield from re.findall(r"<style\b[^>]*>", text)
    yield from re.findall(r"javascript:", text)


@pytest.mark.parametrize("template", TEMPLATES, ids=lambda path: str(path.relative_to(PACKAGE)))
def test_a_template_has_nothing_inline(template: Path) -> None:
    assert list(findings(template.read_text(encoding="utf-8"))) == []


@pytest.mark.parametrize(
    "planted", ['<p style="x">', '<a onclick="x">', "<script>1</script>", "<style>", '<a href="javascript:1">']
)
def test_planted_inline_pieces_are_found(planted: str) -> None:
    assert list(findings(planted))


def test_every_icon_that_a_template_draws_is_copied_at_set_up() -> None:
    sources = [*TEMPLATES, *PACKAGE.glob("ui/components/*.py")]
    drawn = {
        name for path in sources for name in re.findall(r'\bicon[ (]"([a-z0-9-]+)"', path.read_text(encoding="utf-8"))
    }
    assert drawn - set(icons_used()) == set()


def test_a_missing_vendor_file_is_named_with_its_cure(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    assert vendor_files_present() == []
    monkeypatch.setattr("voorrang.ui.checks.VENDOR", tmp_path)
    (error,) = vendor_files_present()
    assert "tabler" in error.msg
    assert error.hint == "Run `make setup`."
    assert VENDOR.is_dir()
