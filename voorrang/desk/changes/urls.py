"""Addresses of what changes in the programme."""

from django.urls import path

from voorrang.desk.changes import notices, readings, views

_NOTICE = "customers/<str:code>/notices/<uuid:notice_id>"

urlpatterns = [
    path("changes/", views.listing, name="change-list"),
    path("changes/comparisons/", views.compare, name="change-compare"),
    path("changes/comparisons/<uuid:comparison_id>/", views.show, name="comparison-detail"),
    path("changes/comparisons/<uuid:comparison_id>/progress/", views.progress, name="comparison-progress"),
    path("changes/comparisons/<uuid:comparison_id>/notices/", views.draft, name="notice-draft"),
    path("changes/readings/", readings.listing, name="reading-list"),
    path("changes/readings/preview/", readings.preview, name="reading-preview"),
    path("changes/readings/switches/", readings.switch, name="reading-switch"),
    path("changes/readings/switches/<uuid:switch_id>/end/", readings.undo, name="reading-undo"),
    path("notices/", notices.listing, name="notice-list"),
    path(f"{_NOTICE}/", notices.show, name="notice-detail"),
    path(f"{_NOTICE}/words/", notices.reword, name="notice-reword"),
    path(f"{_NOTICE}/approval/", notices.approve, name="notice-approve"),
    path(f"{_NOTICE}/drop/", notices.drop, name="notice-drop"),
]
