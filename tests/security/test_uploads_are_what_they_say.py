"""A file is taken by ending and by how it begins, under a name that is only a name; nothing is unpacked or shown."""

import pytest

from voorrang.cases.kinds_of_file import ENDINGS, LONGEST_NAME, FileNotUsable, media_type_of, tidy_name

PROGRAM = b"MZ\x90\x00\x03\x00\x00\x00"
PAGE = b"<!doctype html><script>alert(1)</script>"
TEXTS = {"txt", "log", "csv", "json", "xml"}


@pytest.mark.parametrize("ending", ENDINGS)
def test_a_program_is_none_of_them(ending: str) -> None:
    with pytest.raises(FileNotUsable) as refused:
        media_type_of(f"x.{ending}", PROGRAM)
    assert refused.value.code == "content_differs"


@pytest.mark.parametrize("ending", sorted(set(ENDINGS) - TEXTS))
def test_a_page_is_no_picture(ending: str) -> None:
    with pytest.raises(FileNotUsable):
        media_type_of(f"x.{ending}", PAGE)


@pytest.mark.parametrize("ending", sorted(TEXTS))
def test_text_with_tags_is_text_and_never_a_page(ending: str) -> None:
    assert media_type_of(f"x.{ending}", PAGE) not in {"text/html", "image/svg+xml", "application/xhtml+xml"}


@pytest.mark.parametrize(
    "name", ["x.svg", "x.html", "x.htm", "x.xhtml", "x.js", "x.exe", "x.php", "x.png.html", "x", ".png/x"]
)
def test_what_a_browser_or_machine_would_run_is_not_taken(name: str) -> None:
    with pytest.raises(FileNotUsable) as refused:
        media_type_of(name, PAGE)
    assert refused.value.code == "kind_not_taken"


@pytest.mark.parametrize(
    "name",
    [
        "../../etc/passwd",
        "..\\..\\x.png",
        "/etc/x.png",
        "a\r\nSet-Cookie: x=1.png",
        "a\u202egnp.exe",
        'a".png',
        "x" * 500 + ".png",
        "\0.png",
        "..",
        "",
    ],
)
def test_a_name_is_only_a_name(name: str) -> None:
    tidy = tidy_name(name)
    assert tidy
    assert len(tidy) <= LONGEST_NAME
    assert tidy not in {".", ".."}
    assert not set(tidy) & set('/\\\r\n\0"\u202e')
