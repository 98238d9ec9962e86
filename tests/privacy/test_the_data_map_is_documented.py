"""`docs/data-map.md` says what the map says."""

from pathlib import Path

from voorrang.privacy.map_page import as_markdown

PAGE = Path(__file__).resolve().parents[2] / "docs" / "data-map.md"


def test_the_page_is_current() -> None:
    told = "docs/data-map.md is old: voorrang privacy map --markdown > docs/data-map.md"
    assert PAGE.read_text(encoding="utf-8") == as_markdown(), told
