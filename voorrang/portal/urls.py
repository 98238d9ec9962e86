"""Addresses of the portal."""

from django.urls import path

from voorrang.portal.cases import views as cases
from voorrang.portal.contract import views as contract
from voorrang.portal.fleet import views as fleet
from voorrang.portal.home import views as home

app_name = "portal"
urlpatterns = [
    path("", home.show, name="home"),
    path("customer/", home.choose, name="choose-customer"),
    path("contract/", contract.show, name="contract"),
    path("fleet/", fleet.listing, name="fleet"),
    path("fleet/import/", fleet.take_in, name="fleet-import"),
    path("cases/", cases.listing, name="case-list"),
    path("cases/open/", cases.begin, name="case-open"),
    path("cases/<uuid:case_id>/", cases.show, name="case-detail"),
    path("cases/<uuid:case_id>/reply/", cases.reply, name="case-reply"),
    path("decisions/<uuid:decision_id>/", cases.decided, name="decision-detail"),
]
