"""Addresses of costs and invoices."""

from django.urls import path

from voorrang.desk.charges import invoices, views, working

_COST = "cases/<uuid:case_id>/costs/<uuid:cost_id>"

urlpatterns = [
    path("costs/", views.listing, name="cost-list"),
    path("cases/<uuid:case_id>/costs/new/", working.estimate, name="cost-new"),
    path(f"{_COST}/", views.show, name="cost-detail"),
    path(f"{_COST}/sending/", working.send, name="cost-send"),
    path(f"{_COST}/withdrawal/", working.withdraw, name="cost-withdraw"),
    path(f"{_COST}/charges/", working.charge, name="cost-charge"),
    path(f"{_COST}/settlement/", working.settle_account, name="cost-settle"),
    path("invoices/", invoices.listing, name="invoice-list"),
    path("invoices/new/", invoices.export, name="invoice-export"),
    path("invoices/<int:number>/<str:kind>/", invoices.read, name="invoice-file"),
]
