"""The list of models that nobody has settled, over all customers, and settling one (E.8)."""

from collections.abc import Iterator
from typing import Any

from django.contrib import messages
from django.db.models import Count, Min, QuerySet, Sum
from django.http import HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, ngettext_lazy
from django.views.decorators.http import require_GET

from voorrang.accounts.models import User
from voorrang.desk.models.forms import COMMERCIAL, SettleForm
from voorrang.installed_base.jobs import follow_settled
from voorrang.installed_base.models import Product, UnsettledModel
from voorrang.installed_base.settling import ModelNotUsable, customers_with, settle_model
from voorrang.lib.clock import now
from voorrang.ui.export import csv_file
from voorrang.ui.filters import Search, read
from voorrang.ui.paging import export_link, wants_export
from voorrang.ui.shapes import Crumb, Listing

MOST = 200
"""Models on the page; the file has them all."""
RECENT = 20
HEADER = ["maker", "product_number", "model", "devices", "customers", "since"]


@require_GET
def listing(request: Any) -> HttpResponse | StreamingHttpResponse:
    """List the models with the most units first: settling those helps the most."""
    bar = read(request.GET, [Search("q", gettext_lazy("Model or product number"))])
    found = _waiting(bar.values.get("q", ""))
    if wants_export(request):
        return csv_file("models-to-settle", HEADER, _file_rows(found))
    rows, count = list(found[:MOST]), found.count()
    settled = list(Product.objects.filter(withdrawn_at=None).order_by("-settled_at", "-id")[:RECENT])
    names: dict[Any, str] = dict(
        User.objects.filter(id__in=[one.settled_by for one in settled]).values_list("id", "name")
    )
    context = {
        "bar": bar,
        "rows": rows,
        "settled": [(one, names.get(one.settled_by, "")) for one in settled],
        "list_view": Listing(
            count=count,
            shown=len(rows),
            noun=ngettext_lazy("model", "models"),
            export_url=export_link(request),
        ),
        "hidden": count - len(rows),
    }
    return render(request, "desk/models/list.html", context)


def settle(request: Any) -> HttpResponse:
    """Say what a model is. The devices of every customer follow in the background."""
    given = {name: request.GET.get(name, "")[:160] for name in ("maker", "number", "model")}
    if request.method != "POST" and not (given["maker"] and (given["number"] or given["model"])):
        return redirect("desk:model-list")
    form = SettleForm(request.POST or None, initial=given)
    if request.method == "POST" and form.is_valid():
        said, at, by = form.cleaned_data, now(), request.visitor.by
        customers = customers_with(said["maker"], said["number"], said["model"])
        try:
            product = settle_model(
                maker=said["maker"],
                base_number=said["number"],
                name=said["model"],
                kind=said["kind"],
                commercial=said["commercial"] == COMMERCIAL,
                note=said["note"],
                by=by,
                at=at,
            )
        except ModelNotUsable as error:
            form.add_error(None, str(error))
        else:
            for customer_id in customers:
                follow_settled.enqueue(customer_id=customer_id, by=by, at=at)
            text = _(
                "Settled: %(model)s is “%(kind)s” for everybody. The devices that are recorded follow in a moment."
            )
            messages.success(request, text % {"model": product, "kind": product.get_kind_display()})
            return redirect("desk:model-list")
    shown = form.data if form.is_bound else given
    context = {
        "form": form,
        "model": shown.get("model") or shown.get("number"),
        "maker": shown.get("maker"),
        "number": shown.get("number"),
        "crumbs": (Crumb(_("Models to settle"), reverse("desk:model-list")), Crumb(_("Settle"))),
    }
    return render(request, "desk/models/settle.html", context, status=422 if form.is_bound else 200)


def _waiting(search: str) -> QuerySet[UnsettledModel, Any]:
    found = UnsettledModel.objects.all()
    if search:
        found = found.filter(model__contains=search.upper()) | found.filter(base_number__startswith=search.upper())
    return (
        found.values("maker", "base_number", "model")
        .annotate(units=Sum("devices"), customers=Count("customer_id", distinct=True), since=Min("first_at"))
        .order_by("-units", "maker", "model", "base_number")
    )


def _file_rows(found: QuerySet[UnsettledModel, Any]) -> Iterator[list[Any]]:
    for one in found.iterator():
        since = one["since"].date().isoformat()
        yield [one["maker"], one["base_number"], one["model"], one["units"], one["customers"], since]
