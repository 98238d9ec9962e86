"""Addresses of the desk."""

from django.urls import path

from voorrang.desk.agreements.urls import urlpatterns as agreements
from voorrang.desk.audit import views as audit
from voorrang.desk.calls import admission
from voorrang.desk.calls import views as calls
from voorrang.desk.cases import files
from voorrang.desk.cases import views as cases
from voorrang.desk.changes.urls import urlpatterns as changes
from voorrang.desk.charges.urls import urlpatterns as charges
from voorrang.desk.contracts import views as contracts
from voorrang.desk.customers import assignments, keys, partners, people, sign_in
from voorrang.desk.customers import calls as customer_calls
from voorrang.desk.customers import views as customers
from voorrang.desk.cutover.urls import urlpatterns as cutover
from voorrang.desk.decisions import overrides
from voorrang.desk.decisions import views as decisions
from voorrang.desk.devices import views as devices
from voorrang.desk.models import views as device_models
from voorrang.desk.orders import placing
from voorrang.desk.orders import views as orders
from voorrang.desk.privacy import holds as privacy_holds
from voorrang.desk.privacy import people as privacy_people
from voorrang.desk.privacy import views as privacy
from voorrang.desk.promises import views as promises
from voorrang.desk.queue import views as queue
from voorrang.desk.quotes.urls import urlpatterns as quotes
from voorrang.desk.redress import views as redress

app_name = "desk"
_ONE = "customers/<str:code>"
_CONTRACT = f"{_ONE}/contracts/<str:number>"

urlpatterns = [
    path("", queue.show, name="queue"),
    path("cases/open/", calls.begin, name="case-open"),
    path("cases/<uuid:case_id>/", cases.show, name="case-detail"),
    path("cases/<uuid:case_id>/texts/", cases.write, name="case-write"),
    path("cases/<uuid:case_id>/owner/", cases.owner, name="case-owner"),
    path("cases/<uuid:case_id>/findings/", cases.findings, name="case-findings"),
    path("cases/<uuid:case_id>/files/", files.add, name="file-add"),
    path("cases/<uuid:case_id>/files/<uuid:file_id>/", files.read, name="case-file"),
    path("cases/<uuid:case_id>/files/<uuid:file_id>/end/", files.remove, name="file-remove"),
    path("pin/", calls.pin, name="pin-check"),
    path("pin/admission/", admission.admit, name="caller-admit"),
    path("trail/", audit.customers, name="audit-trail"),
    path("trail/own/", audit.own, name="audit-own"),
    path("privacy/", privacy.overview, name="privacy"),
    path("privacy/map/", privacy.show_map, name="data-map"),
    path(f"{_ONE}/holds/new/", privacy_holds.place, name="hold-new"),
    path(f"{_ONE}/holds/<uuid:hold_id>/end/", privacy_holds.lift, name="hold-lift"),
    path(f"{_ONE}/people/<uuid:contact_id>/", privacy_people.show, name="person-privacy"),
    path(f"{_ONE}/people/<uuid:contact_id>/erasure/", privacy_people.ask, name="erasure-new"),
    path(f"{_ONE}/people/<uuid:contact_id>/data/", privacy_people.download, name="person-export"),
    path(f"{_ONE}/erasures/<uuid:request_id>/", privacy_people.erasure, name="erasure-detail"),
    path(f"{_ONE}/erasures/<uuid:request_id>/confirmation/", privacy_people.confirm, name="erasure-confirm"),
    path(f"{_ONE}/erasures/<uuid:request_id>/end/", privacy_people.withdraw, name="erasure-withdraw"),
    path("customers/", customers.listing, name="customer-list"),
    path("customers/new/", customers.create, name="customer-new"),
    path(f"{_ONE}/", customers.show, name="customer-detail"),
    path(f"{_ONE}/promises/", promises.show, name="promise-book"),
    path(f"{_ONE}/promises/tile/", promises.tile, name="promise-book-tile"),
    path(f"{_ONE}/sites/new/", customers.add_place, name="place-new"),
    path(f"{_ONE}/partners/new/", partners.add_partner, name="partner-new"),
    path(f"{_ONE}/partners/<uuid:partner_id>/last-day/", partners.extend_partner, name="partner-extend"),
    path(f"{_ONE}/partners/<uuid:partner_id>/end/", partners.end_partner, name="partner-end"),
    path(f"{_ONE}/sign-in/", sign_in.show, name="sign-in"),
    path(f"{_ONE}/sign-in/second-factor/", sign_in.rule, name="second-factor-rule"),
    path(f"{_ONE}/sign-in/domains/", sign_in.claim, name="domain-new"),
    path(f"{_ONE}/sign-in/domains/<uuid:domain_id>/proof/", sign_in.verify, name="domain-verify"),
    path(f"{_ONE}/sign-in/domains/<uuid:domain_id>/end/", sign_in.drop, name="domain-end"),
    path(f"{_ONE}/sign-in/provider/", sign_in.provider, name="provider-set"),
    path(f"{_ONE}/sign-in/provider/end/", sign_in.end_provider, name="provider-end"),
    path(f"{_ONE}/contacts/", people.contact_list, name="contact-list"),
    path(f"{_ONE}/contacts/new/", people.add_contact, name="contact-new"),
    path(f"{_ONE}/contacts/<uuid:contact_id>/", people.show, name="contact-detail"),
    path(f"{_ONE}/calls/", customer_calls.listing, name="call-list"),
    path(f"{_ONE}/contacts/<uuid:contact_id>/end/", people.end_contact, name="contact-end"),
    path(f"{_ONE}/contacts/<uuid:contact_id>/invitation/", people.invite_contact, name="contact-invite"),
    path(f"{_ONE}/helpdesks/new/", keys.add_helpdesk, name="helpdesk-new"),
    path(f"{_ONE}/helpdesks/<uuid:helpdesk_id>/pin/", keys.grant_pin, name="pin-grant"),
    path(f"{_ONE}/pins/<uuid:pin_id>/end/", keys.end_pin, name="pin-end"),
    path(f"{_ONE}/assignments/new/", assignments.add_assignment, name="assignment-new"),
    path(f"{_ONE}/assignments/<uuid:assignment_id>/end/", assignments.end_assignment, name="assignment-end"),
    path("orders/", orders.listing, name="order-list"),
    path("orders/new/", placing.place, name="order-new"),
    path("orders/article/", placing.article, name="article"),
    path(f"{_ONE}/orders/<str:number>/", orders.show, name="order-detail"),
    path(f"{_CONTRACT}/", contracts.show, name="contract-detail"),
    path(f"{_CONTRACT}/activation/", contracts.bring_into_force, name="contract-activate"),
    path(f"{_CONTRACT}/steps/<uuid:step_id>/", contracts.finish_step, name="step-finish"),
    path(f"{_CONTRACT}/onboarding.pdf", contracts.onboarding, name="contract-onboarding"),
    path("devices/", devices.search, name="device-search"),
    path(f"{_ONE}/devices/<uuid:device_id>/", devices.show, name="device-detail"),
    path(f"{_ONE}/serials/", devices.unknown_serials, name="serial-list"),
    path("models/", device_models.listing, name="model-list"),
    path("models/settle/", device_models.settle, name="model-settle"),
    path("decisions/", decisions.listing, name="decision-list"),
    path(f"{_ONE}/decisions/<uuid:decision_id>/", decisions.show, name="decision-detail"),
    path(f"{_ONE}/decisions/<uuid:decision_id>/choice/", decisions.choose, name="decision-choose"),
    path("wrong-answers/", redress.listing, name="redress-list"),
    path(f"{_ONE}/wrong-answers/recheck/", redress.look_again, name="redress-recheck"),
    path(f"{_ONE}/wrong-answers/<uuid:redress_id>/", redress.show, name="redress-detail"),
    path(f"{_ONE}/wrong-answers/<uuid:redress_id>/approval/", redress.approve, name="redress-approve"),
    path(f"{_ONE}/wrong-answers/<uuid:redress_id>/refusal/", redress.decline, name="redress-decline"),
    path(f"{_ONE}/exceptions/", overrides.listing, name="override-list"),
    path(f"{_ONE}/exceptions/new/", overrides.grant, name="override-new"),
    path(f"{_ONE}/exceptions/<uuid:override_id>/end/", overrides.revoke, name="override-revoke"),
    *agreements,
    *changes,
    *charges,
    *cutover,
    *quotes,
]
