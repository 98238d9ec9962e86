"""The page of a trail: shared by the doors, which say whose rows they are and that they were read."""

from collections.abc import Callable, Sequence
from typing import Any

from django.db.models import QuerySet
from django.http import FileResponse, HttpResponse, HttpResponseBase, HttpResponseRedirect
from django.shortcuts import render
from django.utils.translation import ngettext_lazy

from voorrang.accounts.models import User
from voorrang.audit.queries import new_seed
from voorrang.lib.clock import now
from voorrang.ui.paging import sheet_of
from voorrang.ui.shapes import Crumb
from voorrang.ui.trail.evidence import pack_evidence
from voorrang.ui.trail.forms import ACTORS, TrailForm, usual

ROWS = ngettext_lazy("row", "rows")
EVIDENCE = "evidence"


def trail_page(
    request: Any,
    rows: QuerySet[Any],
    *,
    name: str,
    heading: Any,
    lead: Any,
    exported: Callable[[dict[str, Any]], None],
    crumbs: Sequence[Crumb] = (),
) -> HttpResponseBase:
    """Show a trail, or with `?format=evidence` hand out its rows. `exported` is told the manifest of what was handed out.

    `name` is the trail's in file names and manifests: a customer's code, or `vendor`.
    """
    at = now()
    asked = {**usual(at), **{key: value for key, value in request.GET.items() if value}}
    types = list(rows.order_by("type").values_list("type", flat=True).distinct())
    form = TrailForm(asked, types=types)
    context: dict[str, Any] = {"form": form, "heading": heading, "lead": lead, "crumbs": tuple(crumbs)}
    if not form.is_valid():
        return render(request, "ui/trail/show.html", context, status=422)
    drawn, wanted = form.drawn(), form.population()
    if drawn is not None and not drawn.seed:
        return _with_seed(request)
    population = wanted.of(rows)
    count = population.count()
    if request.GET.get("format") == EVIDENCE:
        said = {
            "trail": name,
            "made_at": at.isoformat(),
            "population": {"rows": count, "filters": wanted.as_json()},
            "sample": {"rows": drawn.size, "seed": drawn.seed, "rule": "lowest md5(seed:id) first"} if drawn else None,
        }
        chosen = drawn.of(population) if drawn else population.order_by("at", "id")
        evidence = pack_evidence(chosen.iterator(chunk_size=2000), said)
        exported(evidence.manifest)
        return FileResponse(evidence.file, as_attachment=True, filename=f"{name.lower()}-trail.zip")
    sheet = None if drawn else sheet_of(request, population, "-at", ROWS)
    found = list(drawn.of(population)) if drawn else sheet.rows if sheet else []
    context |= {
        "count": count,
        "drawn": drawn,
        "sheet": sheet,
        "rows": _shown(found),
        "evidence_url": _evidence_link(request, asked),
    }
    return render(request, "ui/trail/show.html", context)


def _with_seed(request: Any) -> HttpResponse:
    """Put a new seed into the address, so that the sample stays the same when the page is opened again."""
    query = request.GET.copy()
    query["seed"] = new_seed()
    return HttpResponseRedirect(f"?{query.urlencode()}")


def _evidence_link(request: Any, asked: dict[str, str]) -> str:
    query = request.GET.copy()
    for key, value in asked.items():
        query[key] = value
    query.pop("cursor", None)
    query["format"] = EVIDENCE
    return f"?{query.urlencode()}"


def _shown(rows: Sequence[Any]) -> list[dict[str, Any]]:
    people = {row.actor_id for row in rows if row.actor_kind == "user"}
    names = dict(User.objects.filter(id__in=people).values_list("id", "name"))
    kinds = dict(ACTORS)
    return [
        {
            "row": row,
            "who": names.get(row.actor_id, ""),
            "kind": kinds.get(row.actor_kind, row.actor_kind),
            "data": [(key, value) for key, value in sorted(row.data.items())],
            "fields": getattr(row, "fields", []),
        }
        for row in rows
    ]
