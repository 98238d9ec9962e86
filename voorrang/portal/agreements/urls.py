"""Addresses of agreements."""

from django.urls import path

from voorrang.portal.agreements import views

_ONE = "agreements/<str:number>/<int:version>"

urlpatterns = [
    path("agreements/", views.listing, name="agreement-list"),
    path(f"{_ONE}/", views.show, name="agreement-detail"),
    path(f"{_ONE}.pdf", views.pdf, name="agreement-pdf"),
    path(f"{_ONE}/signature/", views.sign, name="agreement-sign"),
]
