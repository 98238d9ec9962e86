"""The list of wrong answers over all customers, one of them side by side, and what a person does about it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import timedelta
from typing import Any
from uuid import UUID

from django.contrib import messages
from django.db.models import QuerySet
from django.http import Http404, HttpResponse, JsonResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET, require_POST

from voorrang.accounts.models import Contact, Customer, User
from voorrang.accounts.visitor import customers_open_to
from voorrang.cases.models import Case
from voorrang.contracts.models import Contract
from voorrang.desk.choosing import customer_options
from voorrang.desk.decisions.why import decision_view
from voorrang.desk.door import opened_customer
from voorrang.desk.redress.forms import ApprovalForm, DeclineForm
from voorrang.entitlements import redress as actions
from voorrang.entitlements.apology import draft_apology, language_for
from voorrang.entitlements.explain import explain, explain_redress
from voorrang.entitlements.jobs import recheck_since
from voorrang.entitlements.models import Redress, RedressRow
from voorrang.entitlements.refusals import ReasonMissing, RoleMayNot
from voorrang.installed_base.models import Import
from voorrang.lib.clock import now
from voorrang.ui.change_lines import ChangeLine, change_lines
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Choice, link, read
from voorrang.ui.names import name_of
from voorrang.ui.paging import sheet_of, wants_export
from voorrang.ui.reader import language_of
from voorrang.ui.shapes import Crumb

LOOKED_BACK = timedelta(days=365)
FILE_HEADER = [
    "id",
    "customer",
    "decision",
    "decided_at",
    "found_at",
    "verdict",
    "outcome_was",
    "outcome_now",
    "state",
    "credit",
    "currency",
    "serials",
]
SHOWN = 3
"""Serial numbers on a line of the list."""


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List what would be decided otherwise now, what waits for a person first in mind, the newest first."""
    bar = read(
        request.GET,
        [
            Choice("state", gettext_lazy("State"), RedressRow.State.choices),
            Choice("verdict", gettext_lazy("For the customer"), Redress.Verdict.choices),
            Choice("customer", gettext_lazy("Customer"), customer_options(request)),
        ],
    )
    found = _visible(request)
    for name, column in (("state", "state"), ("verdict", "verdict"), ("customer", "customer__code")):
        if bar.values.get(name):
            found = found.filter(**{column: bar.values[name]})
    if wants_export(request):
        return csv_file("wrong-answers", FILE_HEADER, _file_rows(found))
    if request.GET.get("format") == "json":
        items = [dict(zip(FILE_HEADER, row, strict=True)) for row in _file_rows(found)]
        return JsonResponse({"items": items, "next": None})
    sheet = sheet_of(request, found, "-found_at", ngettext_lazy("decision", "decisions"))
    rows = [
        {"row": row, "serials": row.serials[:SHOWN], "more": max(len(row.serials) - SHOWN, 0)} for row in sheet.rows
    ]
    waiting = _visible(request).filter(state=RedressRow.State.WAITING, verdict=Redress.Verdict.WRONGED).count()
    chosen = Customer.objects.filter(code=bar.values.get("customer", "")).first()
    context = {"bar": bar, "sheet": sheet, "rows": rows, "waiting": waiting, "chosen": chosen}
    context["json_url"] = link(request.GET, {"format": "json"})
    return render(request, "desk/redress/list.html", context)


@require_GET
def show(request: Any, code: str, redress_id: UUID) -> HttpResponse:
    """Show what was decided beside what would be decided now, and what brought the difference."""
    customer, redress = _opened(request, code, redress_id)
    return _page(request, customer, redress)


@require_POST
def approve(request: Any, code: str, redress_id: UUID) -> HttpResponse:
    """Make it good: the words go out, the credit is noted."""
    customer, redress = _opened(request, code, redress_id)
    form = ApprovalForm(request.POST, currency=redress.currency)
    if not form.is_valid():
        return _page(request, customer, redress, approval=form, status=422)
    said = form.cleaned_data
    try:
        actions.approve_redress(
            redress=redress,
            apology=said["apology"],
            amount=said.get("amount"),
            reason=said["reason"],
            by=request.visitor.by,
            at=now(),
        )
    except actions.RedressAnswered:
        return _late(request, customer, redress)
    except actions.NothingToMakeGood:
        form.add_error(None, _("The customer got more than was due. That is never taken back, and needs no apology."))
    except (ReasonMissing, actions.CreditNotUsable):
        form.add_error(None, _("Say why in a sentence, keep the words, and give an amount from 0 on."))
    except RoleMayNot as error:
        form.add_error(None, _only(error))
    else:
        messages.success(request, _("Done. The words are on their way to the customer."))
        return redirect("desk:redress-detail", customer.code, redress.id)
    return _page(request, customer, redress, approval=form, status=422)


@require_POST
def decline(request: Any, code: str, redress_id: UUID) -> HttpResponse:
    """Leave it as it was, for a reason."""
    customer, redress = _opened(request, code, redress_id)
    form = DeclineForm(request.POST)
    if not form.is_valid():
        return _page(request, customer, redress, refusal=form, status=422)
    try:
        actions.decline_redress(redress=redress, reason=form.cleaned_data["why"], by=request.visitor.by, at=now())
    except actions.RedressAnswered:
        return _late(request, customer, redress)
    except ReasonMissing:
        form.add_error("why", _("Say why, in a sentence."))
    except RoleMayNot as error:
        form.add_error(None, _only(error))
    else:
        messages.success(request, _("It stays as it was. Your reason is kept."))
        return redirect("desk:redress-detail", customer.code, redress.id)
    return _page(request, customer, redress, refusal=form, status=422)


@require_POST
def look_again(request: Any, code: str) -> HttpResponse:
    """Decide a customer's claims of a year again, in the background."""
    customer, at = opened_customer(request, code), now()
    since = (at - LOOKED_BACK).isoformat()
    recheck_since.enqueue(customer_id=customer.id, by=request.visitor.by, at=at, since=since)
    text = _("We look through a year of decisions for %(name)s. What would differ stands here in a moment.")
    messages.success(request, text % {"name": customer.name})
    return redirect(f"{reverse('desk:redress-list')}?customer={customer.code}")


def _late(request: Any, customer: Customer, redress: Redress) -> HttpResponse:
    messages.warning(request, _("Somebody has answered this already, or it has fallen away. This is how it stands."))
    redress.refresh_from_db()
    return _page(request, customer, redress, status=409)


def _visible(request: Any) -> QuerySet[RedressRow]:
    found = RedressRow.objects.select_related("customer")
    limit = customers_open_to(request.visitor, now())
    return found if limit is None else found.filter(customer_id__in=limit)


def _opened(request: Any, code: str, redress_id: UUID) -> tuple[Customer, Redress]:
    customer = opened_customer(request, code)
    redress = Redress.objects.select_related("decision").filter(id=redress_id).first()
    if redress is None:
        raise Http404
    return customer, redress


def _page(
    request: Any,
    customer: Customer,
    redress: Redress,
    *,
    approval: ApprovalForm | None = None,
    refusal: DeclineForm | None = None,
    status: int = 200,
) -> HttpResponse:
    answer = actions.answer_to(redress)
    was, now_ = explain(redress.decision), explain_redress(redress)
    serials = [device.ref for device in was.devices]
    may = bool(request.may("desk:redress-approve") and request.visitor.roles & now_.programme.discretion_roles)
    is_open = answer is None and redress.closed_at is None
    if is_open and may:
        if redress.verdict == Redress.Verdict.WRONGED and approval is None:
            draft = draft_apology(redress, customer, serials, redress.credit_amount)
            first = {"apology": draft, "amount": redress.credit_amount}
            approval = ApprovalForm(initial=first, currency=redress.currency)
        refusal = refusal or DeclineForm()
    context = {
        "customer": customer,
        "redress": redress,
        "was": decision_view(request, customer, was),
        # Replay decides again from what was stored then: that is the other panel's.
        "now_view": replace(decision_view(request, customer, now_), replay_url=""),
        "changes": [(line, *_source(request, customer, line)) for line in _lines(redress, request)],
        "serials": serials,
        "answer": answer,
        "answerer": User.objects.filter(id=answer.answered_by).first() if answer else None,
        "approval": approval if is_open and may else None,
        "refusal": refusal if is_open and may else None,
        "roles": [name_of("role", role) for role in sorted(now_.programme.discretion_roles)],
        "is_open": is_open,
        "language": language_for(customer),
        "source": now_.programme.assumptions.get(redress.credit_source),
        "contact": Contact.objects.filter(id=redress.decision.contact_id).first(),
        "case": _case(redress),
        "crumbs": (
            Crumb(_("Wrong answers"), reverse("desk:redress-list")),
            Crumb(customer.name, reverse("desk:customer-detail", args=[customer.code])),
            Crumb(_("Decision")),
        ),
    }
    return render(request, "desk/redress/show.html", context, status=status)


def _lines(redress: Redress, request: Any) -> list[ChangeLine]:
    return change_lines(redress.changes, language_of(request))


def _case(redress: Redress) -> Case | None:
    decision = redress.decision
    while decision.supersedes_id:
        decision = decision.supersedes
    found: Case | None = Case.objects.filter(decision=decision).first()
    return found


def _source(request: Any, customer: Customer, line: ChangeLine) -> tuple[str, str]:
    """Return what brought a fact, and the page about it, "" where there is none."""
    origin: Mapping[str, str] | None = line.brought_by
    if origin is None:
        return "", ""
    match origin["kind"]:
        case "import":
            batch = Import.objects.filter(id=origin["id"]).first()
            return (_("fleet file %(name)s") % {"name": batch.file_name} if batch else ""), ""
        case "contact":
            contact = Contact.objects.filter(id=origin["id"]).first()
            return (contact.name if contact else ""), _may(request, "desk:contact-list", customer.code)
        case "contract":
            contract = Contract.objects.filter(id=origin["id"]).first()
            if contract is None:
                return "", ""
            words = _("contract %(number)s") % {"number": contract.number}
            return words, _may(request, "desk:contract-detail", customer.code, contract.number)
        case _:
            return _("an exception"), _may(request, "desk:override-list", customer.code)


def _may(request: Any, name: str, *args: str) -> str:
    return reverse(name, args=args) if request.may(name) else ""


def _only(error: RoleMayNot) -> str:
    roles = ", ".join(name_of("role", role) for role in error.roles)
    return _("Only these roles may do this: %(roles)s. Hand it to one of them.") % {"roles": roles}


def _file_rows(found: QuerySet[RedressRow]) -> Iterator[list[Any]]:
    for one in found.order_by("-found_at", "-id").iterator(chunk_size=1000):
        yield [
            one.id,
            one.customer.code,
            one.decision_id,
            one.decided_at,
            one.found_at,
            one.verdict,
            one.outcome_was,
            one.outcome_now,
            one.state,
            one.credit_amount,
            one.currency,
            " ".join(one.serials),
        ]
