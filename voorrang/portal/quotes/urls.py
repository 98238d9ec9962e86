"""Addresses of quotes."""

from django.urls import path

from voorrang.portal.quotes import answering, views

urlpatterns = [
    path("quotes/", views.listing, name="quote-list"),
    path("quotes/<str:number>/", views.show, name="quote-detail"),
    path("quotes/<str:number>.pdf", views.pdf, name="quote-pdf"),
    path("quotes/<str:number>/acceptance/", answering.accept, name="quote-accept"),
    path("quotes/<str:number>/refusal/", answering.decline, name="quote-decline"),
]
