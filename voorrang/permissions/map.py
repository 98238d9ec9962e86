"""The permission map. Pages by URL name, API operations by method and route; a test walks both and misses none."""

from voorrang.accounts.models.people import CustomerRole, StaffRole
from voorrang.accounts.scopes import TokenScope
from voorrang.accounts.visitor import NOBODY, TOKEN, VENDOR_TOKEN

HELPDESK = frozenset({CustomerRole.HELPDESK_ENGINEER, CustomerRole.HELPDESK_LEAD, CustomerRole.PARTNER_ENGINEER})
CUSTOMER = frozenset(CustomerRole)
LEAD = frozenset({CustomerRole.HELPDESK_LEAD})
SIGNERS = LEAD | frozenset({CustomerRole.EXECUTIVE})
"""The customer's people who may bind it by an agreement."""
OWN_PEOPLE = CUSTOMER - {CustomerRole.PARTNER_ENGINEER}
"""The customer's own: a partner's engineer does not read its address book."""
VENDOR = frozenset(StaffRole)
DESK = frozenset(
    {
        StaffRole.AGENT,
        StaffRole.REMOTE_EXPERT,
        StaffRole.SUPPORT_MANAGER,
        StaffRole.TECHNICAL_EXPERT,
        StaffRole.OPERATOR,
    }
)
"""The vendor's people who work on cases."""
SELLERS = frozenset({StaffRole.SALES, StaffRole.OPERATOR})
AGREERS = SELLERS | frozenset({StaffRole.SUPPORT_MANAGER})
"""The vendor's people who may bind it by an agreement."""
KEEPERS = frozenset({StaffRole.OPERATOR, StaffRole.SUPPORT_MANAGER, StaffRole.REMOTE_EXPERT})
"""The vendor's people who keep a customer's people and keys in order."""
TELLERS = frozenset({StaffRole.OPERATOR, StaffRole.SUPPORT_MANAGER})
"""The vendor's people who tell customers what changes."""
READERS = DESK | SELLERS | frozenset({StaffRole.VENDOR_AUDITOR})
"""The vendor's people who read a customer's records."""
CASE_READERS = DESK | frozenset({StaffRole.VENDOR_AUDITOR})
"""Who reads cases and decisions: selling needs neither."""
OPERATOR = frozenset({StaffRole.OPERATOR})
INSPECTORS = OPERATOR | frozenset({StaffRole.VENDOR_AUDITOR})
"""The vendor's people who read trails and look after privacy; only operators change anything."""
EVERYBODY = CUSTOMER | VENDOR | frozenset({NOBODY})
SYSTEMS = frozenset({TOKEN, VENDOR_TOKEN})
DIRECTORIES = frozenset({TokenScope.PEOPLE_PROVISION})
SIGNED_IN = CUSTOMER | VENDOR
NO_ONE: frozenset[str] = frozenset()
ANYBODY = EVERYBODY | SYSTEMS


def _systems(scope: TokenScope) -> frozenset[str]:
    """Who calls an operation of the API: the customer's tokens with this scope, and the vendor's."""
    return frozenset({scope, VENDOR_TOKEN})


PERMISSIONS: dict[str, frozenset[str]] = {
    "home": SIGNED_IN,
    "programme": SIGNED_IN,
    # The portal. Who sees which cases and devices is a matter of the contact's scope.
    "invitation": EVERYBODY,
    "pin": EVERYBODY,
    # A signed link that is over after minutes; whoever hands it out has asked who may see the file.
    "file": ANYBODY,
    "portal:home": CUSTOMER,
    "portal:choose-customer": CUSTOMER,
    "portal:contract": CUSTOMER,
    "portal:notice-list": CUSTOMER,
    "portal:promise-book": CUSTOMER,
    "portal:promise-book-tile": CUSTOMER,
    "portal:estimate": LEAD,
    "portal:agreement-list": SIGNERS | frozenset({CustomerRole.CUSTOMER_AUDITOR}),
    "portal:agreement-detail": SIGNERS | frozenset({CustomerRole.CUSTOMER_AUDITOR}),
    "portal:agreement-pdf": SIGNERS | frozenset({CustomerRole.CUSTOMER_AUDITOR}),
    "portal:agreement-sign": SIGNERS,
    "portal:cost-list": CUSTOMER,
    "portal:cost-detail": CUSTOMER,
    # Who of them may consent is the lead's setting and the agreement's: the action asks.
    "portal:cost-consent": OWN_PEOPLE,
    "portal:cost-refuse": OWN_PEOPLE,
    "portal:consent-rule": LEAD,
    "portal:quote-list": OWN_PEOPLE,
    "portal:quote-detail": OWN_PEOPLE,
    "portal:quote-pdf": OWN_PEOPLE,
    "portal:quote-accept": LEAD,
    "portal:quote-decline": LEAD,
    "portal:onboarding": CUSTOMER,
    "portal:onboarding-pdf": CUSTOMER,
    "portal:step-finish": LEAD,
    "portal:fleet": CUSTOMER,
    "portal:device-detail": CUSTOMER,
    "portal:fleet-import": LEAD,
    "portal:upload-detail": LEAD,
    "portal:upload-confirm": LEAD,
    "portal:upload-drop": LEAD,
    "portal:import-detail": LEAD,
    "portal:import-undo": LEAD,
    "portal:case-list": CUSTOMER,
    "portal:case-open": HELPDESK,
    "portal:case-detail": CUSTOMER,
    "portal:case-reply": HELPDESK,
    "portal:case-findings": HELPDESK,
    "portal:file-add": HELPDESK,
    "portal:case-file": CUSTOMER,
    "portal:file-remove": HELPDESK,
    "portal:decision-detail": CUSTOMER,
    "portal:decision-object": HELPDESK,
    "portal:helpdesk": OWN_PEOPLE,
    "portal:contact-new": LEAD,
    "portal:contact-end": LEAD,
    "portal:contact-invite": LEAD,
    "portal:contact-detail": OWN_PEOPLE,
    "portal:contact-move": LEAD,
    "portal:contact-role": LEAD,
    "portal:contact-import": LEAD,
    "portal:contact-upload": LEAD,
    "portal:contact-upload-progress": LEAD,
    "portal:contact-upload-confirm": LEAD,
    "portal:contact-upload-drop": LEAD,
    "portal:contact-import-detail": LEAD,
    "portal:contact-import-undo": LEAD,
    "portal:call-list": frozenset(
        {CustomerRole.HELPDESK_LEAD, CustomerRole.HELPDESK_ENGINEER, CustomerRole.CUSTOMER_AUDITOR}
    ),
    "portal:admission-list": LEAD,
    "portal:admission-approve": LEAD,
    "portal:admission-decline": LEAD,
    "portal:helpdesk-new": LEAD,
    "portal:pin-grant": LEAD,
    "portal:pin-plan": LEAD,
    "portal:pin-end": LEAD,
    "portal:partner-new": LEAD,
    "portal:partner-extend": LEAD,
    "portal:partner-end": LEAD,
    "portal:sign-in": frozenset({CustomerRole.HELPDESK_LEAD, CustomerRole.CUSTOMER_AUDITOR}),
    "portal:second-factor-rule": LEAD,
    "portal:domain-new": LEAD,
    "portal:domain-verify": LEAD,
    "portal:domain-end": LEAD,
    "portal:provider-set": LEAD,
    "portal:provider-end": LEAD,
    "portal:token-list": frozenset({CustomerRole.HELPDESK_LEAD, CustomerRole.CUSTOMER_AUDITOR}),
    "portal:token-new": LEAD,
    "portal:token-revoke": LEAD,
    "portal:audit-trail": frozenset({CustomerRole.HELPDESK_LEAD, CustomerRole.CUSTOMER_AUDITOR}),
    "portal:your-data": CUSTOMER,
    "portal:your-data-file": CUSTOMER,
    "portal:erasure-new": LEAD,
    "healthz": EVERYBODY | SYSTEMS,
    "readyz": EVERYBODY | SYSTEMS,
    "set_language": EVERYBODY,
    "account_login": EVERYBODY,
    "account_logout": EVERYBODY,
    "account_reauthenticate": SIGNED_IN,
    "account_change_password": SIGNED_IN,
    "account_reset_password": EVERYBODY,
    "account_reset_password_done": EVERYBODY,
    "account_reset_password_from_key": EVERYBODY,
    "account_reset_password_from_key_done": EVERYBODY,
    "account_inactive": EVERYBODY,
    "sign_in:company": EVERYBODY,
    "sign_in:company-oidc": EVERYBODY,
    "sign_in:company-saml": EVERYBODY,
    "sign_in:company-metadata": EVERYBODY,
    "sign_in:company-finish": EVERYBODY,
    "sign_in:devices": SIGNED_IN,
    "sign_in:device-end": SIGNED_IN,
    "sign_in:device-end-all": SIGNED_IN,
    "mfa_index": SIGNED_IN,
    "mfa_authenticate": EVERYBODY,
    "mfa_login_webauthn": EVERYBODY,
    "mfa_reauthenticate": SIGNED_IN,
    "mfa_reauthenticate_webauthn": SIGNED_IN,
    "mfa_activate_totp": SIGNED_IN,
    "mfa_deactivate_totp": SIGNED_IN,
    "mfa_list_webauthn": SIGNED_IN,
    "mfa_add_webauthn": SIGNED_IN,
    "mfa_edit_webauthn": SIGNED_IN,
    "mfa_remove_webauthn": SIGNED_IN,
    "mfa_view_recovery_codes": SIGNED_IN,
    "mfa_generate_recovery_codes": SIGNED_IN,
    "mfa_download_recovery_codes": SIGNED_IN,
    # Views of the sign-in library that we do not offer.
    "account_signup": NO_ONE,
    "account_email": NO_ONE,
    "account_email_verification_sent": NO_ONE,
    "account_set_password": NO_ONE,
    "account_confirm_login_code": NO_ONE,
    "account_confirm_email": NO_ONE,
    "ui:kit": EVERYBODY,
    "ui:kit-focus": EVERYBODY,
    "ui:kit-busy": EVERYBODY,
    # SCIM: the customer's directory, with a token of its own scope.
    "scim:users": DIRECTORIES,
    "scim:user": DIRECTORIES,
    "scim:groups": DIRECTORIES,
    "scim:group": DIRECTORIES,
    "scim:config": DIRECTORIES,
    "scim:types": DIRECTORIES,
    "scim:type": DIRECTORIES,
    "scim:schemas": DIRECTORIES,
    "scim:schema": DIRECTORIES,
    "scim:nothing": DIRECTORIES,
    # The desk.
    "desk:queue": VENDOR,
    "desk:case-detail": CASE_READERS,
    "desk:case-open": DESK,
    "desk:case-write": DESK,
    "desk:case-owner": DESK,
    "desk:case-findings": DESK,
    "desk:file-add": DESK,
    "desk:case-file": CASE_READERS,
    "desk:file-remove": DESK,
    "desk:pin-check": DESK,
    "desk:caller-admit": DESK,
    "desk:customer-list": READERS,
    "desk:customer-detail": READERS,
    "desk:customer-new": SELLERS,
    "desk:promise-book": READERS,
    "desk:promise-book-tile": READERS,
    "desk:place-new": SELLERS | KEEPERS,
    "desk:partner-new": SELLERS | KEEPERS,
    "desk:partner-extend": SELLERS | KEEPERS,
    "desk:partner-end": SELLERS | KEEPERS,
    "desk:sign-in": frozenset({StaffRole.OPERATOR, StaffRole.VENDOR_AUDITOR}),
    "desk:second-factor-rule": OPERATOR,
    "desk:domain-new": OPERATOR,
    "desk:domain-verify": OPERATOR,
    "desk:domain-end": OPERATOR,
    "desk:provider-set": OPERATOR,
    "desk:provider-end": OPERATOR,
    "desk:contact-list": READERS,
    "desk:contact-detail": READERS,
    "desk:call-list": CASE_READERS,
    "desk:contact-new": SELLERS | KEEPERS,
    "desk:contact-end": SELLERS | KEEPERS,
    "desk:contact-invite": SELLERS | KEEPERS,
    "desk:helpdesk-new": KEEPERS,
    "desk:pin-grant": KEEPERS,
    "desk:pin-end": KEEPERS,
    "desk:assignment-new": frozenset({StaffRole.OPERATOR, StaffRole.SUPPORT_MANAGER}),
    "desk:assignment-end": frozenset({StaffRole.OPERATOR, StaffRole.SUPPORT_MANAGER}),
    "desk:order-list": READERS,
    "desk:order-detail": READERS,
    "desk:order-new": SELLERS,
    "desk:article": SELLERS,
    "desk:agreement-list": READERS,
    "desk:agreement-detail": READERS,
    "desk:agreement-pdf": READERS,
    "desk:agreement-new": AGREERS,
    "desk:agreement-next": AGREERS,
    "desk:agreement-change": AGREERS,
    "desk:agreement-discard": AGREERS,
    "desk:agreement-sign": AGREERS,
    "desk:agreement-end": AGREERS,
    "desk:cost-list": CASE_READERS,
    "desk:cost-detail": CASE_READERS,
    "desk:cost-new": DESK,
    "desk:cost-send": DESK,
    "desk:cost-withdraw": DESK,
    "desk:cost-charge": DESK,
    "desk:cost-settle": DESK,
    "desk:invoice-list": OPERATOR,
    "desk:invoice-export": OPERATOR,
    "desk:invoice-file": OPERATOR,
    "desk:quote-list": READERS,
    "desk:quote-new": SELLERS,
    "desk:quote-detail": READERS,
    "desk:quote-pdf": READERS,
    "desk:quote-send": SELLERS,
    "desk:quote-accept": SELLERS,
    "desk:quote-decline": SELLERS,
    "desk:contract-true-up": SELLERS,
    "desk:contract-cancel": SELLERS,
    "desk:contract-cancel-undo": SELLERS,
    "desk:renewal-list": READERS,
    "desk:renewal-plan": SELLERS,
    "desk:renewal-lose": SELLERS,
    "desk:contract-detail": READERS,
    "desk:contract-onboarding": READERS,
    "desk:contract-activate": SELLERS,
    "desk:step-finish": SELLERS | KEEPERS,
    "desk:device-search": READERS,
    "desk:device-detail": READERS,
    "desk:serial-list": READERS,
    # What a model is holds for every customer; who reads records may see what waits.
    "desk:model-list": READERS,
    "desk:model-settle": OPERATOR,
    "desk:decision-list": CASE_READERS,
    "desk:decision-detail": CASE_READERS,
    "desk:decision-choose": DESK,
    # What changes in the programme. Who is told is for those who know the customer; how it is read, for operators.
    "desk:change-list": READERS,
    "desk:change-compare": SELLERS | TELLERS,
    "desk:comparison-detail": READERS,
    "desk:comparison-progress": READERS,
    "desk:reading-list": READERS,
    "desk:reading-preview": TELLERS,
    "desk:reading-switch": OPERATOR,
    "desk:reading-undo": OPERATOR,
    "desk:notice-list": READERS,
    "desk:notice-detail": READERS,
    "desk:notice-draft": TELLERS,
    "desk:notice-reword": TELLERS,
    "desk:notice-approve": TELLERS,
    "desk:notice-drop": TELLERS,
    "desk:cutover": OPERATOR,
    "desk:cutover-detail": OPERATOR,
    "desk:cutover-confirm": OPERATOR,
    "desk:cutover-drop": OPERATOR,
    "desk:redress-list": CASE_READERS,
    "desk:redress-detail": CASE_READERS,
    "desk:redress-approve": DESK,
    "desk:redress-decline": DESK,
    "desk:redress-recheck": DESK,
    "desk:override-list": CASE_READERS,
    "desk:override-new": DESK,
    "desk:override-revoke": DESK,
    "desk:audit-trail": INSPECTORS,
    "desk:audit-own": INSPECTORS,
    "desk:privacy": INSPECTORS,
    "desk:data-map": INSPECTORS,
    "desk:person-privacy": INSPECTORS,
    "desk:person-export": OPERATOR,
    "desk:hold-new": OPERATOR,
    "desk:hold-lift": OPERATOR,
    "desk:erasure-new": OPERATOR,
    "desk:erasure-detail": INSPECTORS,
    "desk:erasure-confirm": OPERATOR,
    "desk:erasure-withdraw": OPERATOR,
    # The API: "METHOD /route". A customer's token has the scopes that it was made with.
    "GET /api/v1/": ANYBODY,
    "GET /api/v1/docs": ANYBODY,
    "GET /api/v1/openapi.json": ANYBODY,
    "GET /api/v1/customers": SYSTEMS,
    "GET /api/v1/customers/<uuidstr:customer_id>": SYSTEMS,
    "GET /api/v1/contracts": _systems(TokenScope.CONTRACTS_READ),
    "GET /api/v1/contracts/<uuidstr:contract_id>": _systems(TokenScope.CONTRACTS_READ),
    "GET /api/v1/agreements": _systems(TokenScope.CONTRACTS_READ),
    "GET /api/v1/promise-book": _systems(TokenScope.CONTRACTS_READ),
    "GET /api/v1/quotes": _systems(TokenScope.CONTRACTS_READ),
    "GET /api/v1/quotes/<uuidstr:quote_id>": _systems(TokenScope.CONTRACTS_READ),
    "GET /api/v1/devices": _systems(TokenScope.DEVICES_READ),
    "GET /api/v1/devices/<uuidstr:device_id>": _systems(TokenScope.DEVICES_READ),
    "GET /api/v1/decisions": _systems(TokenScope.DECISIONS_READ),
    "GET /api/v1/decisions/<uuidstr:decision_id>": _systems(TokenScope.DECISIONS_READ),
    "POST /api/v1/entitlement-checks": _systems(TokenScope.CHECKS),
    "GET /api/v1/cases": _systems(TokenScope.CASES_READ),
    "POST /api/v1/cases": _systems(TokenScope.CASES_WRITE),
    "GET /api/v1/cases/<uuidstr:case_id>": _systems(TokenScope.CASES_READ),
    "GET /api/v1/cases/<uuidstr:case_id>/events": _systems(TokenScope.CASES_READ),
    "POST /api/v1/cases/<uuidstr:case_id>/events": _systems(TokenScope.CASES_WRITE),
    "GET /api/v1/cases/<uuidstr:case_id>/cost-estimates": _systems(TokenScope.CASES_READ),
    "GET /api/v1/cases/<uuidstr:case_id>/files": _systems(TokenScope.CASES_READ),
    "POST /api/v1/cases/<uuidstr:case_id>/files": _systems(TokenScope.CASES_WRITE),
    "GET /api/v1/cases/<uuidstr:case_id>/closure": _systems(TokenScope.CASES_READ),
    "POST /api/v1/cases/<uuidstr:case_id>/closure": _systems(TokenScope.CASES_WRITE),
    "PUT /api/v1/cases/<uuidstr:case_id>/closure": _systems(TokenScope.CASES_WRITE),
    "DELETE /api/v1/cases/<uuidstr:case_id>/closure": _systems(TokenScope.CASES_WRITE),
}

WITHOUT_SECOND_FACTOR = frozenset(
    {
        *(name for name in PERMISSIONS if name.startswith("mfa_")),
        "account_login",
        "account_logout",
        "account_reauthenticate",
        "account_change_password",
        "set_language",
        "healthz",
        "readyz",
    }
)
"""What somebody may call who must set up a second factor first."""


def may_call(operation: str, roles: frozenset[str]) -> bool:
    """Say whether any of these roles may call an operation. Raises `Unmapped` for one that is not in the map."""
    if operation not in PERMISSIONS:
        raise Unmapped(operation)
    return not PERMISSIONS[operation].isdisjoint(roles)


class Unmapped(LookupError):
    """An operation is missing from the permission map: nobody may call it."""


def methods_of(route: str) -> frozenset[str]:
    """Return the methods of an API route; empty for one that is not in the map."""
    return _METHODS.get(route, frozenset())


_METHODS: dict[str, frozenset[str]] = {}
for _operation in PERMISSIONS:
    _method, _space, _route = _operation.partition(" /")
    if _space:
        _METHODS[_route] = _METHODS.get(_route, frozenset()) | {_method}
