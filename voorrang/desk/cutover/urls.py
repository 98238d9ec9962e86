"""Addresses of moving in."""

from django.urls import path

from voorrang.desk.cutover import views

urlpatterns = [
    path("cutover/", views.send, name="cutover"),
    path("cutover/<uuid:file_id>/", views.show, name="cutover-detail"),
    path("cutover/<uuid:file_id>/confirmation/", views.confirm, name="cutover-confirm"),
    path("cutover/<uuid:file_id>/drop/", views.drop, name="cutover-drop"),
]
