"""The living style page: every component in every state, with invented plain data. Not part of the product's pages."""

from datetime import UTC, date, datetime, timedelta
from typing import Any

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext_lazy as _
from django.utils.translation import ngettext_lazy

from voorrang.ui import filters
from voorrang.ui.shapes import (
    Busy,
    ClauseView,
    ClockView,
    Confirm,
    Crumb,
    DecisionView,
    Due,
    EventView,
    Fact,
    KeyHint,
    Listing,
    NavItem,
    NavSection,
    Person,
    ReasonView,
    Shell,
    Stat,
    Stretch,
    TierView,
)

NOW = datetime(2031, 3, 4, 9, 12, tzinfo=UTC)
"""The style page's own present, so that its pictures never change."""
TIERS = tuple(
    TierView(name, rank) for rank, name in enumerate(("Bronze care", "Silver care", "Gold care", "Platinum care"), 1)
)


def _ago(**length: float) -> datetime:
    return NOW - timedelta(**length)


def _in(**length: float) -> datetime:
    return NOW + timedelta(**length)


class SampleForm(forms.Form):
    """One field of each sort."""

    symptom = forms.CharField(
        label=_("What is wrong?"), help_text=_("One sentence. You can add details later."), max_length=120
    )
    details = forms.CharField(
        label=_("What was tried?"),
        required=False,
        widget=forms.Textarea(attrs={"rows": 3, "data-draft": "kit-details"}),
    )
    language = forms.ChoiceField(label=_("Language"), choices=[("", "–"), ("de", "Deutsch"), ("nl", "Nederlands")])
    impact = forms.ChoiceField(
        label=_("Who is affected?"),
        choices=[("one_person", _("one person")), ("site", _("a site")), ("company", _("the whole company"))],
        widget=forms.RadioSelect,
    )
    steps = forms.MultipleChoiceField(
        label=_("Steps done"),
        choices=[("power", _("power drained")), ("parts", _("parts swapped"))],
        widget=forms.CheckboxSelectMultiple,
        required=False,
    )
    agreed = forms.BooleanField(label=_("The data on the device is backed up"), help_text=_("A repair can erase it."))


def _shell() -> Shell:
    return Shell(
        place=_("Desk"),
        home_url="/",
        sections=(
            NavSection(
                _("Desk"),
                (
                    NavItem(_("Queue"), "?", "queue", 38, active=True),
                    NavItem(_("Mine"), "?mine=1", "mine", 7),
                    NavItem(_("Devices"), "?devices=1", "devices", 12611),
                    NavItem(_("Reports"), "?reports=1", "reports", "2 new"),
                ),
            ),
            NavSection(
                _("Customers"), (NavItem(_("Customers"), "?customers=1"), NavItem(_("Contracts"), "?contracts=1"))
            ),
        ),
        person=Person("Lena Weber", _("agent")),
        edition="Sample programme, edition 3",
        programme_url="#",
    )


def _decisions() -> tuple[DecisionView, ...]:
    helpdesk = ReasonView(
        "good",
        "Jana Brandt is helpdesk staff of Nordwind, PIN verified",
        (ClauseView("K.2", "Only helpdesk staff may call."), ClauseView("K.13")),
    )
    contract = ReasonView(
        "good", "Contract in force until 31 Mar 2032, head office in Germany", (ClauseView("K.1"), ClauseView("K.8"))
    )
    ends = ReasonView(
        "warn", "On 2 devices cover ends in 12 days.", (ClauseView("N.1"),), cure="Extend it", cure_url="#extend"
    )
    ended = ReasonView(
        "bad",
        "Its cover ended 12 days ago.",
        (ClauseView("N.1", "Devices without cover are not served."),),
        "Buy a renewal, or show proof of purchase.",
        "5CG1234XYZ",
    )
    closed = ReasonView(
        "info", "German is spoken again tomorrow at 08:00. Until then we answer in English.", (ClauseView("K.5"),)
    )
    diagnosis = ReasonView(
        "warn", "No diagnosis was given.", (ClauseView("P.2"),), cure="Say what was tried; the case is open meanwhile."
    )
    edition = "Sample programme, edition 3"
    return (
        DecisionView("entitled", (helpdesk, contract, ends), _ago(hours=1), replay_url="#replay", edition=edition),
        DecisionView(
            "conditional", (helpdesk, diagnosis, closed), _ago(hours=1), object_url="#object", edition=edition
        ),
        DecisionView(
            "chargeable",
            (
                helpdesk,
                ReasonView(
                    "info", "Charged at the applicable rates, by choice of Ingrid Solberg.", (ClauseView("P.5"),)
                ),
            ),
            object_url="#object",
        ),
        DecisionView(
            "base_warranty",
            (ended, ReasonView("good", "The device's own warranty stands until 2 Jun 2031.", ())),
            object_url="#object",
        ),
        DecisionView("refused", (helpdesk, ended), _ago(days=1), object_url="#object", edition=edition),
    )


def _clocks() -> tuple[ClockView, ...]:
    start = _ago(hours=4)
    overdue = ClockView(
        "Response",
        Due(_ago(minutes=12)),
        start,
        (
            Stretch("counted", start, start + timedelta(minutes=45)),
            Stretch("paused", start + timedelta(minutes=45), start + timedelta(hours=2), "waiting on the customer"),
            Stretch("counted", start + timedelta(hours=2), _ago(minutes=12)),
            Stretch("overdue", _ago(minutes=12), NOW),
        ),
        "promised: 2 working hours, Hamburg calendar, agreement 3.1",
    )
    running = ClockView("Resolution", Due(_in(hours=31)), start, (Stretch("counted", start, NOW),), internal=True)
    over_night = ClockView(
        "Update",
        Due(_in(hours=2, minutes=10)),
        _ago(hours=20),
        (
            Stretch("counted", _ago(hours=20), _ago(hours=17)),
            Stretch("closed", _ago(hours=17), _ago(hours=2), "calendar: Monday to Friday, 08:00 to 17:00"),
            Stretch("counted", _ago(hours=2), NOW),
        ),
        "promised: every 8 working hours",
    )
    paused = ClockView(
        "Resolution",
        Due(_in(hours=9), "paused", _ago(hours=3)),
        start,
        (Stretch("counted", start, _ago(hours=3)), Stretch("paused", _ago(hours=3), NOW)),
    )
    kept = ClockView(
        "Response", Due(_ago(hours=1), "kept", _ago(hours=2)), start, (Stretch("counted", start, _ago(hours=2)),)
    )
    missed = ClockView(
        "Response",
        Due(_ago(hours=2), "missed", _ago(hours=1)),
        start,
        (Stretch("counted", start, _ago(hours=2)), Stretch("overdue", _ago(hours=2), _ago(hours=1))),
    )
    fresh = ClockView("Response", Due(_in(hours=2)), NOW)
    none = ClockView("Resolution", Due(None), start)
    return (overdue, running, over_night, paused, kept, missed, fresh, none)


def _cases() -> list[dict[str, Any]]:
    rows = (
        (
            4,
            "NORD-1042-K",
            "Will not power on after BIOS update, 14 devices",
            "Nordwind Logistik",
            "DE",
            "de",
            "Response",
            Due(_ago(minutes=12)),
            "L. Weber",
        ),
        (
            3,
            "ALMA-0311-C",
            "Paper jam sensor, tray 2",
            "Hospital Alma",
            "ES",
            "es",
            "Response",
            Due(_in(minutes=18)),
            "",
        ),
        (
            2,
            "KITA-2208-X",
            "Docking station loses display after sleep",
            "Kita Group",
            "JP",
            "ja",
            "Update",
            Due(_in(minutes=41)),
            "Y. Mori",
        ),
        (
            1,
            "GELD-0087-R",
            "Battery swollen",
            "Gelderland Water",
            "NL",
            "nl",
            "Response",
            Due(_in(hours=2, minutes=10)),
            "",
        ),
        (
            3,
            "ALMA-0309-T",
            "BIOS password lost on 3 carts",
            "Hospital Alma",
            "ES",
            "es",
            "Resolution",
            Due(_in(hours=9), "paused", _ago(hours=3)),
            "M. Ruiz",
        ),
        (
            4,
            "NORD-1031-A",
            "Thin client boots to recovery",
            "Nordwind Logistik",
            "CZ",
            "cs",
            "Resolution",
            Due(_in(hours=26)),
            "P. Novák",
        ),
    )
    names = ("tier", "number", "symptom", "customer", "country", "language", "clock", "due", "owner")
    return [dict(zip(names, (TIERS[row[0] - 1], *row[1:]), strict=True)) for row in rows]


def _events() -> tuple[EventView, ...]:
    return (
        EventView(
            _ago(hours=2),
            "opened the case in the portal",
            "Jana Brandt",
            "After the update none of the 14 laptops in Hamburg start. Caps lock blinks 3 times long, 2 short.\n\nWe reseated memory and tried a second dock.",
            tags=("blink 3.2: memory not found", "14 devices", "steps 1 to 4 skipped"),
        ),
        EventView(_ago(hours=2), "Decision: entitled, Platinum care"),
        EventView(_ago(minutes=90), "was asked", "Lena Weber", note="speaks German, laptops, on shift until 17:00"),
        EventView(
            _ago(minutes=40),
            "noted",
            "Lena Weber",
            "Same blink code on 9 devices of two other customers since Monday.",
            internal=True,
        ),
        EventView(_ago(minutes=20), "answered", "Lena Weber", "Bitte den Akku für 30 Sekunden trennen.", language="de"),
    )


def _context(request: HttpRequest) -> dict[str, Any]:
    bar = filters.read(
        request.GET,
        [
            filters.Search("q", _("Search number, serial or text")),
            filters.Choice(
                "view", _("View"), [("emea", _("Europe")), ("apj", _("Asia"))], any=_("everything, due first")
            ),
            filters.Choice("tier", _("Tier"), [(str(tier.rank), tier.name) for tier in TIERS]),
            filters.Flag("overdue", _("Overdue"), 1),
            filters.Flag("unassigned", _("Unassigned"), 9),
        ],
    )
    noun = ngettext_lazy("case", "cases")
    return {
        "now": NOW,
        "now_moves": False,
        "shell": _shell(),
        "crumbs": (Crumb(_("Queue"), "?"), Crumb("NORD-1042-K")),
        "tiers": TIERS,
        "outcomes": ("entitled", "conditional", "chargeable", "base_warranty", "refused"),
        "decisions": _decisions(),
        "clocks": _clocks(),
        "cases": _cases(),
        "events": _events(),
        "bar": bar,
        "listing": Listing(38, 6, noun, next_url="?cursor=abc", export_url="?format=csv"),
        "about": Listing(
            12400, 50, ngettext_lazy("device", "devices"), exact=False, next_url="?cursor=def", first_url="?"
        ),
        "one": Listing(1, 1, noun),
        "stats": (
            Stat(_("Open cases"), "11", _("1 overdue"), "bad"),
            Stat(_("Under cover"), "98.4 %", _("203 devices without, see which"), url="#without"),
            Stat(_("Promises kept, 90 days"), "96.1 %", _("target 95 %")),
            Stat(_("Support time against standard"), "−34 %", _("−27 to −40, 412 matched cases")),
        ),
        "facts": (
            Fact(_("Manager"), "Ingrid Solberg"),
            Fact(_("Devices under cover"), "12,408 of 12,611"),
            Fact(_("Open cases"), "11", "#cases"),
        ),
        "keys": (KeyHint(("a",), _("take")),),
        "confirm_close": Confirm(
            "close-case",
            _("Close case"),
            _("Close NORD-1042-K?"),
            _("Jana Brandt is told by mail. The case can be opened again for 30 days."),
            "",
            _("Close case"),
        ),
        "confirm_end": Confirm(
            "end-contract",
            _("End contract"),
            _("End the contract today?"),
            _("12,408 devices lose their tier. This cannot be undone."),
            "",
            _("End contract"),
            dangerous=True,
            field="reason",
            field_label=_("Why?"),
        ),
        "jobs": (
            Busy(_("Importing fleet.csv"), 8200, 12611),
            Busy(_("Counting")),
            Busy(_("Importing fleet.csv"), 12611, 12611, _("12,611 devices, 3 rows refused."), state="done"),
            Busy(
                _("Importing fleet.csv"),
                10,
                12611,
                _("Row 11 has no serial number. Nothing was changed."),
                state="failed",
            ),
        ),
        "day": date(2031, 3, 4),
        "long": timedelta(days=3, hours=4, minutes=5),
        "moments": (_ago(minutes=64), _ago(days=1), _in(days=1), _in(days=5), _ago(days=500)),
        "form": SampleForm(),
        "bad_form": SampleForm({"details": "It was dropped.", "impact": "everyone"}, auto_id="bad_%s"),
    }


def show(request: HttpRequest) -> HttpResponse:
    """Show the style page; `?messages=1` adds one message of each level."""
    if request.GET.get("messages"):
        for level, text in (
            (messages.SUCCESS, "The case is closed."),
            (messages.WARNING, "Two devices have no cover."),
            (messages.ERROR, "The file was not read."),
            (messages.INFO, "You see a copy."),
        ):
            messages.add_message(request, level, text)
    return render(request, "ui/kit.html", _context(request))


def show_focus(request: HttpRequest) -> HttpResponse:
    """Show a narrow page with a form."""
    return render(
        request, "ui/kit_focus.html", {"now": NOW, "now_moves": False, "form": SampleForm(request.POST or None)}
    )


def show_busy(request: HttpRequest) -> HttpResponse:
    """Show the fragment that a running job's progress asks for."""
    return render(request, "ui/kit_busy.html", {"job": Busy("Import", 12611, 12611, state="done")})
