"""What every operation is guarded by before its values are read: nothing unknown is passed over in silence."""

from collections.abc import Callable
from functools import wraps
from typing import Any

from django.http import HttpResponse
from django.utils.translation import gettext as _

from voorrang.api.door import ApiRequest, wrong_customer
from voorrang.api.problems import FieldError, Problem, not_usable

type Run = Callable[..., HttpResponse]


def guarded(run: Run) -> Run:
    """Wrap ninja's `Operation.run`: refuse unknown or repeated query parameters and a customer that is not there."""
    operation: Any = run.__self__  # type: ignore[attr-defined]
    names: frozenset[str] = frozenset().union(
        *(model.__ninja_flatten_map__ for model in operation.models if model.__ninja_param_source__ == "query")
    )

    @wraps(run)
    def run_guarded(request: ApiRequest, **path: Any) -> HttpResponse:
        problem = wrong_customer(request) or _unknown_parameters(request, names)
        return problem.response() if problem is not None else run(request, **path)

    return run_guarded


def _unknown_parameters(request: ApiRequest, names: frozenset[str]) -> Problem | None:
    if not request.META.get("QUERY_STRING"):
        return None
    errors = []
    for name, values in request.GET.lists():
        if name not in names:
            known = ", ".join(sorted(names)) or _("none")
            message = _("%(name)s: is no parameter here; remove it. There are: %(known)s.")
            errors.append(FieldError(name, "unknown_parameter", message % {"name": name, "known": known}))
        elif len(values) > 1:
            message = _("%(name)s: stands %(count)d times; send it once.")
            errors.append(FieldError(name, "repeated", message % {"name": name, "count": len(values)}))
    return not_usable(*errors) if errors else None
