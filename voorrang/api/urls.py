"""The API's addresses, below `/api/v1/`."""

from django.urls import path

from voorrang.api import views
from voorrang.api.api import api

app_name = "api"
# Ninja's own root page is left out: ours leads to the reference.
_operations = [pattern for pattern in api.urls[0] if getattr(pattern, "name", "") != "api-root"]
urlpatterns = [
    path("", views.index, name="index"),
    path("openapi.json", views.openapi_json, name="openapi"),
    path("docs", views.reference, name="reference"),
    *_operations,
]
