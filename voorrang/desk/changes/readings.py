"""Contradictions with both readings: try the other one, switch it from a day on, and take that back before the day."""

from typing import Any
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import User
from voorrang.desk.changes.views import ASKED_LATELY
from voorrang.editions.models import ReadingSwitch
from voorrang.editions.readings import ReadingUnknown
from voorrang.editions.store import hashes_at, programme_at
from voorrang.editions.switching import SwitchRefused, Why, switch_reading, switches, undo_switch
from voorrang.lib.clock import now
from voorrang.notices.actions import preview as ask_preview
from voorrang.notices.jobs import look_at_everybody
from voorrang.notices.queries import newest_like
from voorrang.rules.programme import Reading
from voorrang.ui.days import DayField
from voorrang.ui.programme.views import say
from voorrang.ui.reader import language_of


class SwitchForm(forms.Form):
    """From which day, and why."""

    starts_on = DayField(
        label=gettext_lazy("From"), help_text=gettext_lazy("A day to come. What is decided before stays.")
    )
    reason = forms.CharField(
        label=gettext_lazy("Why"),
        max_length=500,
        widget=forms.Textarea(attrs={"rows": 2}),
        help_text=gettext_lazy("It is kept with your name."),
    )
    choice = forms.CharField(widget=forms.HiddenInput)
    reading = forms.CharField(widget=forms.HiddenInput)


@require_GET
def listing(request: Any) -> HttpResponse:
    """Show every contradiction with the reading that holds, the other ones, and what is planned."""
    return _page(request)


@require_POST
def preview(request: Any) -> HttpResponse:
    """Look whose eligibility and which decisions the other reading would change. Nothing is switched."""
    at, code = now(), settings.VOORRANG_PROGRAMME
    choices = {request.POST.get("reading", ""): request.POST.get("choice", "")}
    hashes = hashes_at(code, at)
    found = newest_like(code, hashes, hashes, choices, at - ASKED_LATELY)
    if found is None:
        try:
            found = ask_preview(programme=code, choices=choices, by=request.visitor.by, at=at)
        except ReadingUnknown as error:
            raise Http404 from error
        look_at_everybody(found, request.visitor.by)
    return redirect("desk:comparison-detail", found.id)


@require_POST
def switch(request: Any) -> HttpResponse:
    """Switch a reading from a day on."""
    form = SwitchForm(request.POST)
    if not form.is_valid():
        return _page(request, form, status=422)
    said = form.cleaned_data
    try:
        switch_reading(
            programme=settings.VOORRANG_PROGRAMME,
            reading=said["reading"],
            choice=said["choice"],
            starts_on=said["starts_on"],
            reason=said["reason"],
            by=request.visitor.by,
            at=now(),
        )
    except ReadingUnknown as error:
        raise Http404 from error
    except SwitchRefused as refused:
        form.add_error("starts_on", _told(refused.why))
        return _page(request, form, status=422)
    messages.success(request, _("Switched from that day on. Until then you can take it back."))
    return redirect("desk:reading-list")


@require_POST
def undo(request: Any, switch_id: UUID) -> HttpResponse:
    """Take a switch back before its day."""
    found = ReadingSwitch.objects.filter(id=switch_id).first()
    if found is None:
        raise Http404
    try:
        undo_switch(switch=found, by=request.visitor.by, at=now())
    except SwitchRefused as refused:
        messages.error(request, _told(refused.why))
        return _page(request, status=409)
    messages.success(request, _("Taken back. The reading stays as it is."))
    return redirect("desk:reading-list")


def _page(request: Any, form: SwitchForm | None = None, status: int = 200) -> HttpResponse:
    at, language = now(), language_of(request)
    programme = programme_at(settings.VOORRANG_PROGRAMME, at)
    planned = switches(settings.VOORRANG_PROGRAMME)
    names: dict[Any, str] = dict(
        User.objects.filter(id__in=[one.switched_by for one in planned]).values_list("id", "name")
    )
    may = request.may("desk:reading-switch")
    context = {
        "readings": [_row(one, language, form, may=may) for one in programme.readings.values()],
        "switches": [
            {
                "switch": one,
                "by": names.get(one.switched_by, _("the command line")),
                "choice": _choice(programme.readings.get(one.reading), one.choice, language),
                "is_open": one.undone_at is None and one.starts_at > at,
            }
            for one in planned
        ],
    }
    return render(request, "desk/changes/readings.html", context, status=status)


def _row(reading: Reading, language: str, form: SwitchForm | None, *, may: bool) -> dict[str, Any]:
    others = [(key, choice) for key, choice in reading.choices.items() if key != reading.chosen]
    return {
        "id": reading.id,
        "ids": (reading.id,),
        "question": say(reading.question, language),
        "chosen": say(reading.choices[reading.chosen].text, language),
        "why_fixed": say(reading.why_fixed, language) if reading.why_fixed else "",
        "switchable": reading.switchable,
        "others": [
            (key, say(choice.text, language), _form(reading.id, key, form) if may else None) for key, choice in others
        ],
    }


def _form(reading: str, choice: str, sent: SwitchForm | None) -> SwitchForm:
    if sent is not None and (sent.data.get("reading"), sent.data.get("choice")) == (reading, choice):
        return sent
    return SwitchForm(
        initial={"reading": reading, "choice": choice}, auto_id=f"id_%s_{reading}_{choice}".replace(".", "_")
    )


def _choice(reading: Reading | None, choice: str, language: str) -> str:
    return say(reading.choices[choice].text, language) if reading and choice in reading.choices else choice


def _told(why: Why) -> str:
    words = {
        Why.PAST: _("Choose a day to come: what was decided so far stays."),
        Why.SAME: _("It is read like this already on that day."),
        Why.REASON: _("Say why, in a sentence."),
        Why.BEGUN: _("It holds already. Switch it back from a day on."),
        Why.UNDONE: _("Somebody has taken it back before."),
    }
    return words[why]
