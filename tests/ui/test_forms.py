"""A form keeps what was typed, says which field and why beside it and at the top, and can be sent twice."""

import re

from django import forms

from tests.ui.render import rendered


class Sample(forms.Form):
    """Three sorts of field."""

    symptom = forms.CharField(label="What is wrong?", help_text="One sentence.")
    details = forms.CharField(label="Details", required=False, widget=forms.Textarea)
    impact = forms.ChoiceField(label="Who?", choices=[("a", "one"), ("b", "all")], widget=forms.RadioSelect)


def test_an_error_stands_beside_the_field_and_at_the_top() -> None:
    html = rendered("{% fields form %}", form=Sample({"details": "dropped <it>", "impact": "b"}))
    assert "One thing to mend" in html
    assert '<a href="#id_symptom">What is wrong?</a>: This field is required.' in html
    assert 'aria-describedby="id_symptom-help id_symptom-error"' in html
    assert 'id="id_symptom-error"' in html
    assert 'aria-invalid="true"' in html
    assert "dropped &lt;it&gt;" in html
    assert re.search(r'value="b"[^>]* checked', html)


def test_a_group_is_described_as_a_whole() -> None:
    html = rendered("{% field form.impact %}", form=Sample({"symptom": "x"}))
    assert re.search(r'<fieldset[^>]*aria-describedby="id_impact-error"', html)
    assert html.count("aria-describedby") == 1


def test_a_form_without_errors_has_no_summary() -> None:
    assert "vr-summary" not in rendered("{% fields form %}", form=Sample())


def test_each_page_has_its_own_key() -> None:
    keys = {re.findall(r'value="([^"]+)"', rendered("{% once %}"))[0] for _ in range(3)}
    assert len(keys) == 3
