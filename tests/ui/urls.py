"""The style page and each error page, without the doors."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import include, path
from django.views import defaults
from django.views.i18n import set_language


def error(request: HttpRequest, code: str) -> HttpResponse:
    """Show an error page as its handler would."""
    if code == "500":
        return defaults.server_error(request)
    return render(
        request,
        f"{code}.html",
        {"changes": [{"label": "Status", "before": "open", "after": "closed"}], "back_url": "/"},
    )


urlpatterns = [
    path("kit/", include("voorrang.ui.urls")),
    path("language/", set_language, name="set_language"),
    path("error/<str:code>", error),
]
