"""A mail greets, says what to do with one link, and reads well as text and as HTML."""

from django.template import engines
from django.template.loader import render_to_string
from django.utils.translation import override

FACTS = {"name": "Jana <Brandt>", "link": "https://example.test/a?b=1&c=2", "action": "Choose a password"}


def test_the_text_is_not_escaped_and_keeps_its_link_whole() -> None:
    with override("en"):
        text = render_to_string("mail/base.txt", FACTS)
    assert text.startswith("Hello Jana <Brandt>,")
    assert "Choose a password:\nhttps://example.test/a?b=1&c=2\n" in text


def test_the_html_is_escaped_and_shows_the_link_twice() -> None:
    source = '{% extends "mail/base.html" %}{% block body %}<p>Your access is ready.</p>{% endblock %}'
    with override("nl"):
        html = engines["django"].from_string(source).render(FACTS)
    assert '<html lang="nl">' in html
    assert "Jana &lt;Brandt&gt;" in html
    assert "Your access is ready." in html
    assert html.count("https://example.test/a?b=1&amp;c=2") == 2
