"""Addresses of quotes, of what changes a contract, and of the renewals."""

from django.urls import path

from voorrang.desk.contracts import changes
from voorrang.desk.quotes import answering, making, views
from voorrang.desk.renewals import views as renewals

_QUOTE = "customers/<str:code>/quotes/<str:number>"
_CONTRACT = "customers/<str:code>/contracts/<str:number>"

urlpatterns = [
    path("quotes/", views.listing, name="quote-list"),
    path("quotes/new/", making.make, name="quote-new"),
    path(f"{_QUOTE}/", views.show, name="quote-detail"),
    path(f"{_QUOTE}.pdf", views.pdf, name="quote-pdf"),
    path(f"{_QUOTE}/sending/", answering.send, name="quote-send"),
    path(f"{_QUOTE}/acceptance/", answering.accept, name="quote-accept"),
    path(f"{_QUOTE}/refusal/", answering.decline, name="quote-decline"),
    path(f"{_CONTRACT}/true-up/", changes.propose_true_up, name="contract-true-up"),
    path(f"{_CONTRACT}/cancellation/", changes.cancel, name="contract-cancel"),
    path(f"{_CONTRACT}/cancellation/undo/", changes.undo, name="contract-cancel-undo"),
    path("renewals/", renewals.listing, name="renewal-list"),
    path(f"{_CONTRACT}/renewal/", renewals.plan, name="renewal-plan"),
    path(f"{_CONTRACT}/renewal/loss/", renewals.lose, name="renewal-lose"),
]
