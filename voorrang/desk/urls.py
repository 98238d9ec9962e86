"""Addresses of the desk."""

from django.urls import path

from voorrang.desk.cases import views as cases

app_name = "desk"
urlpatterns = [
    path("", cases.listing, name="queue"),
    path("cases/<uuid:case_id>/", cases.show, name="case-detail"),
    path("cases/<uuid:case_id>/act/", cases.act, name="case-act"),
]
