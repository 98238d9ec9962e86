"""Addresses of signing in, beside the library's own under the same path."""

from django.urls import path

from voorrang.sign_in import company, devices

app_name = "sign_in"
urlpatterns = [
    path("company/", company.begin, name="company"),
    path("company/<uuid:provider_id>/oidc/", company.answered_oidc, name="company-oidc"),
    path("company/<uuid:provider_id>/saml/", company.answered_saml, name="company-saml"),
    path("company/<uuid:provider_id>/metadata/", company.describe, name="company-metadata"),
    path("company/<uuid:provider_id>/<uuid:attempt_id>/", company.finish, name="company-finish"),
    path("devices/", devices.listing, name="devices"),
    path("devices/end/", devices.end_all, name="device-end-all"),
    path("devices/<uuid:session_id>/end/", devices.end, name="device-end"),
]
