"""Forms: label, help and error beside each field, a summary at the top, and sending twice without harm."""

from typing import Any
from uuid import uuid4

from django import forms
from django.forms.boundfield import BoundField
from django.template import Context, Library
from django.utils.html import format_html
from django.utils.safestring import SafeString

register = Library()

IDEMPOTENCY_FIELD = "idempotency_key"
"""Hidden field that names one submission: a form sent twice carries the same value."""


def _classes(field: BoundField) -> str:
    widget = field.field.widget
    if isinstance(widget, forms.CheckboxInput | forms.CheckboxSelectMultiple | forms.RadioSelect):
        return "form-check-input"
    if isinstance(widget, forms.Select):
        return "form-select"
    return "form-control"


@register.inclusion_tag("ui/parts/field.html")
def field(bound: BoundField, *, hide_label: bool = False, tags: str = "") -> dict[str, Any]:
    """Show one field with its label, help and errors. `tags` are classes for the row (`vr-narrow`)."""
    described = [f"{bound.auto_id}-help"] if bound.help_text else []
    if bound.errors:
        described.append(f"{bound.auto_id}-error")
    attributes: dict[str, str | bool] = {"class": _classes(bound) + (" is-invalid" if bound.errors else "")}
    widget = bound.field.widget
    group = isinstance(widget, forms.RadioSelect | forms.CheckboxSelectMultiple)
    if described and not group:
        attributes["aria-describedby"] = " ".join(described)
    if bound.errors and not group:
        attributes["aria-invalid"] = "true"
    return {
        "field": bound,
        "control": bound.as_widget(attrs=attributes),
        "group": group,
        "single_check": isinstance(widget, forms.CheckboxInput),
        "described": " ".join(described),
        "hide_label": hide_label,
        "tags": tags,
    }


@register.inclusion_tag("ui/parts/form_summary.html", takes_context=True)
def form_summary(context: Context, form: forms.BaseForm) -> dict[str, Any]:
    """Say at the top what must be mended, with a link to each field; it gets the focus after a sending that failed."""
    problems = [(bound.auto_id, bound.label, bound.errors[0]) for bound in form.visible_fields() if bound.errors]
    request = context.get("request")
    sent = request is not None and request.method == "POST"
    return {"form": form, "problems": problems, "general": form.non_field_errors(), "sent": sent}


@register.inclusion_tag("ui/parts/fields.html", takes_context=True)
def fields(context: Context, form: forms.BaseForm) -> dict[str, Any]:
    """Show a whole form: the summary, every field in order, the hidden ones."""
    return {"form": form, "request": context.get("request")}


@register.simple_tag
def once() -> SafeString:
    """Hidden field that makes a form safe to send twice: a double click or a reload carries the same key.

    A page shown anew after an error has a new key, for what is sent then is another content.
    """
    return format_html('<input type="hidden" name="{}" value="{}">', IDEMPOTENCY_FIELD, uuid4())
