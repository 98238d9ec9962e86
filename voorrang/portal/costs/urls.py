"""Addresses of costs."""

from django.urls import path

from voorrang.portal.costs import answering, views

urlpatterns = [
    path("costs/", views.listing, name="cost-list"),
    path("costs/who-may-consent/", answering.rule, name="consent-rule"),
    path("costs/<uuid:cost_id>/", views.show, name="cost-detail"),
    path("costs/<uuid:cost_id>/consent/", answering.say_yes, name="cost-consent"),
    path("costs/<uuid:cost_id>/refusal/", answering.say_no, name="cost-refuse"),
]
