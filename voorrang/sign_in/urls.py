"""Addresses of signing in, beside the library's own under the same path."""

from django.urls import path

from voorrang.sign_in import devices

app_name = "sign_in"
urlpatterns = [
    path("devices/", devices.listing, name="devices"),
    path("devices/end/", devices.end_all, name="device-end-all"),
    path("devices/<uuid:session_id>/end/", devices.end, name="device-end"),
]
