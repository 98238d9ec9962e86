"""What happened reads as sentences; an internal note is told apart by a word and a shape, and text is never markup."""

from tests.ui.render import NOW, rendered
from voorrang.ui.shapes import EventView


def test_an_internal_note_differs_by_word_and_shape() -> None:
    html = rendered("{% timeline events %}", events=[EventView(NOW, "noted", "Lena", "look", internal=True)])
    assert "internal</span>" in html
    assert "<rect" in html
    public = rendered("{% timeline events %}", events=[EventView(NOW, "answered", "Lena", "look")])
    assert "internal" not in public
    assert "<circle" in public


def test_a_body_is_text() -> None:
    html = rendered(
        "{% timeline events %}",
        events=[EventView(NOW, "answered", "<b>x</b>", "<script>1</script>\n\nzwei", language="de")],
    )
    assert "<script>" not in html
    assert "<b>x</b>" not in html
    assert 'lang="de"' in html
    assert "<p>zwei</p>" in html
