"""Addresses of agreements."""

from django.urls import path

from voorrang.desk.agreements import signing, views, writing

_ONE = "customers/<str:code>/agreements/<str:number>/<int:version>"

urlpatterns = [
    path("agreements/", views.listing, name="agreement-list"),
    path("agreements/new/", writing.draft, name="agreement-new"),
    path(f"{_ONE}/", views.show, name="agreement-detail"),
    path(f"{_ONE}.pdf", views.pdf, name="agreement-pdf"),
    path(f"{_ONE}/words/", writing.change, name="agreement-change"),
    path(f"{_ONE}/next/", writing.next_version, name="agreement-next"),
    path(f"{_ONE}/discarding/", signing.discard, name="agreement-discard"),
    path(f"{_ONE}/signature/", signing.sign, name="agreement-sign"),
    path(f"{_ONE}/end/", signing.end, name="agreement-end"),
]
