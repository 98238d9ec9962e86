"""Addresses of the portal. The links of mails, `invitation` and `pin`, stand at the root."""

from django.urls import path

from voorrang.portal.agreements.urls import urlpatterns as agreements
from voorrang.portal.audit import views as audit
from voorrang.portal.cases import files, opening
from voorrang.portal.cases import views as cases
from voorrang.portal.contract import views as contract
from voorrang.portal.costs.urls import urlpatterns as costs
from voorrang.portal.fleet import devices, uploads
from voorrang.portal.fleet import views as fleet
from voorrang.portal.helpdesk import admissions, calls, contacts, keys, lists, people, sign_in, tokens
from voorrang.portal.helpdesk import views as helpdesk
from voorrang.portal.home import views as home
from voorrang.portal.notices import views as notices
from voorrang.portal.onboarding import views as onboarding
from voorrang.portal.privacy import views as privacy
from voorrang.portal.promises import views as promises
from voorrang.portal.quotes.urls import urlpatterns as quotes

app_name = "portal"
urlpatterns = [
    path("", home.show, name="home"),
    path("customer/", home.choose, name="choose-customer"),
    path("trail/", audit.show, name="audit-trail"),
    path("your-data/", privacy.show, name="your-data"),
    path("your-data/file/", privacy.download, name="your-data-file"),
    path("your-data/erasure/", privacy.ask, name="erasure-new"),
    path("contract/", contract.show, name="contract"),
    path("contract/changes/", notices.listing, name="notice-list"),
    path("contract/promises/", promises.show, name="promise-book"),
    path("contract/promises/tile/", promises.tile, name="promise-book-tile"),
    path("contract/estimate/", contract.estimate, name="estimate"),
    path("onboarding/", onboarding.show, name="onboarding"),
    path("onboarding/<str:number>.pdf", onboarding.pdf, name="onboarding-pdf"),
    path("onboarding/steps/<uuid:step_id>/", onboarding.finish_step, name="step-finish"),
    path("fleet/", fleet.listing, name="fleet"),
    path("fleet/import/", uploads.send, name="fleet-import"),
    path("fleet/import/<uuid:upload_id>/", uploads.show, name="upload-detail"),
    path("fleet/import/<uuid:upload_id>/confirmation/", uploads.confirm, name="upload-confirm"),
    path("fleet/import/<uuid:upload_id>/end/", uploads.drop, name="upload-drop"),
    path("fleet/imports/<uuid:import_id>/", uploads.result, name="import-detail"),
    path("fleet/imports/<uuid:import_id>/undo/", uploads.undo, name="import-undo"),
    path("fleet/<uuid:device_id>/", devices.show, name="device-detail"),
    path("cases/", cases.listing, name="case-list"),
    path("cases/open/", opening.begin, name="case-open"),
    path("cases/<uuid:case_id>/", cases.show, name="case-detail"),
    path("cases/<uuid:case_id>/reply/", cases.reply, name="case-reply"),
    path("cases/<uuid:case_id>/findings/", cases.findings, name="case-findings"),
    path("cases/<uuid:case_id>/files/", files.add, name="file-add"),
    path("cases/<uuid:case_id>/files/<uuid:file_id>/", files.read, name="case-file"),
    path("cases/<uuid:case_id>/files/<uuid:file_id>/end/", files.remove, name="file-remove"),
    path("decisions/<uuid:decision_id>/", opening.decided, name="decision-detail"),
    path("decisions/<uuid:decision_id>/objection/", opening.object_to_it, name="decision-object"),
    path("helpdesk/", helpdesk.show, name="helpdesk"),
    path("helpdesk/new/", keys.add_helpdesk, name="helpdesk-new"),
    path("helpdesk/contacts/new/", contacts.add, name="contact-new"),
    path("helpdesk/contacts/<uuid:contact_id>/", people.show, name="contact-detail"),
    path("helpdesk/contacts/<uuid:contact_id>/place/", people.move, name="contact-move"),
    path("helpdesk/contacts/<uuid:contact_id>/role/", people.role, name="contact-role"),
    path("helpdesk/lists/", lists.send, name="contact-import"),
    path("helpdesk/lists/<uuid:upload_id>/", lists.show, name="contact-upload"),
    path("helpdesk/lists/<uuid:upload_id>/progress/", lists.progress, name="contact-upload-progress"),
    path("helpdesk/lists/<uuid:upload_id>/confirmation/", lists.confirm, name="contact-upload-confirm"),
    path("helpdesk/lists/<uuid:upload_id>/end/", lists.drop, name="contact-upload-drop"),
    path("helpdesk/lists/taken/<uuid:import_id>/", lists.result, name="contact-import-detail"),
    path("helpdesk/lists/taken/<uuid:import_id>/undo/", lists.undo, name="contact-import-undo"),
    path("helpdesk/calls/", calls.listing, name="call-list"),
    path("helpdesk/admissions/", admissions.listing, name="admission-list"),
    path("helpdesk/admissions/<uuid:admission_id>/approval/", admissions.approve, name="admission-approve"),
    path("helpdesk/admissions/<uuid:admission_id>/refusal/", admissions.decline, name="admission-decline"),
    path("helpdesk/contacts/<uuid:contact_id>/end/", contacts.end, name="contact-end"),
    path("helpdesk/contacts/<uuid:contact_id>/invitation/", contacts.invite, name="contact-invite"),
    path("helpdesk/<uuid:helpdesk_id>/pin/", keys.grant_pin, name="pin-grant"),
    path("helpdesk/pins/plan/", keys.plan, name="pin-plan"),
    path("helpdesk/pins/<uuid:pin_id>/end/", keys.end_pin, name="pin-end"),
    path("helpdesk/partners/new/", contacts.authorise, name="partner-new"),
    path("helpdesk/partners/<uuid:partner_id>/last-day/", contacts.extend_partner, name="partner-extend"),
    path("helpdesk/partners/<uuid:partner_id>/end/", contacts.end_partner, name="partner-end"),
    path("helpdesk/sign-in/", sign_in.show, name="sign-in"),
    path("helpdesk/sign-in/second-factor/", sign_in.rule, name="second-factor-rule"),
    path("helpdesk/sign-in/domains/", sign_in.claim, name="domain-new"),
    path("helpdesk/sign-in/domains/<uuid:domain_id>/proof/", sign_in.verify, name="domain-verify"),
    path("helpdesk/sign-in/domains/<uuid:domain_id>/end/", sign_in.drop, name="domain-end"),
    path("helpdesk/sign-in/provider/", sign_in.provider, name="provider-set"),
    path("helpdesk/sign-in/provider/end/", sign_in.end_provider, name="provider-end"),
    path("helpdesk/tokens/", tokens.listing, name="token-list"),
    path("helpdesk/tokens/new/", tokens.make, name="token-new"),
    path("helpdesk/tokens/<uuid:token_id>/end/", tokens.revoke, name="token-revoke"),
    *agreements,
    *costs,
    *quotes,
]
