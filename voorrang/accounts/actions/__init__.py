"""What changes customers, their people, the vendor's people, and what lets them in.

Every action takes `by` and `at`, writes its audit row in the same transaction, and works on the selected customer.
"""

from voorrang.accounts.actions.admissions import (
    AdmissionSettled,
    CallerDeclined,
    CallerListed,
    admit_caller,
    approve_caller,
    decline_caller,
    lapse_admissions,
)
from voorrang.accounts.actions.calls import note_decision
from voorrang.accounts.actions.customers import (
    AuthorityEnded,
    ContactIncomplete,
    add_affiliate,
    add_contact,
    add_helpdesk,
    add_partner,
    add_site,
    create_customer,
    end_contact,
    end_partner,
    extend_partner,
)
from voorrang.accounts.actions.invitations import PasswordDiffers, accept_invitation, invite
from voorrang.accounts.actions.leads import LastLead
from voorrang.accounts.actions.moves import (
    ContactChanged,
    ContactEnded,
    PersonRemovesItself,
    change_contact,
    change_role,
)
from voorrang.accounts.actions.people import (
    UserIsStaff,
    add_member,
    add_staff,
    add_user,
    assign,
    end_assignment,
    end_membership,
    end_staff,
)
from voorrang.accounts.actions.pin_checks import PinCheck, check_pin
from voorrang.accounts.actions.pins import SelectorsExhausted, end_pin, grant_pin, redeem_pin_grant
from voorrang.accounts.actions.providers import (
    DomainTaken,
    DomainUnusable,
    ProofMissing,
    SignInRefused,
    answer_trip,
    begin_trip,
    claim_domain,
    end_domain,
    end_provider,
    finish_trip,
    set_provider,
    verify_domain,
)
from voorrang.accounts.actions.rotation import plan_rotation, remind_of_old_pins, warn_of_partner_ends
from voorrang.accounts.actions.second_factor import end_second_factor, forget_second_factors, require_second_factor
from voorrang.accounts.actions.sessions import end_other_sessions, end_session, note_session
from voorrang.accounts.actions.tokens import (
    ScopeUnknown,
    make_token,
    make_vendor_token,
    revoke_token,
    revoke_vendor_token,
)

__all__ = [
    "AdmissionSettled",
    "AuthorityEnded",
    "CallerDeclined",
    "CallerListed",
    "ContactChanged",
    "ContactEnded",
    "ContactIncomplete",
    "DomainTaken",
    "DomainUnusable",
    "LastLead",
    "PasswordDiffers",
    "PersonRemovesItself",
    "PinCheck",
    "ProofMissing",
    "ScopeUnknown",
    "SelectorsExhausted",
    "SignInRefused",
    "UserIsStaff",
    "accept_invitation",
    "add_affiliate",
    "add_contact",
    "add_helpdesk",
    "add_member",
    "add_partner",
    "add_site",
    "add_staff",
    "add_user",
    "admit_caller",
    "answer_trip",
    "approve_caller",
    "assign",
    "begin_trip",
    "change_contact",
    "change_role",
    "check_pin",
    "claim_domain",
    "create_customer",
    "decline_caller",
    "end_assignment",
    "end_contact",
    "end_domain",
    "end_membership",
    "end_other_sessions",
    "end_partner",
    "end_pin",
    "end_provider",
    "end_second_factor",
    "end_session",
    "end_staff",
    "extend_partner",
    "finish_trip",
    "forget_second_factors",
    "grant_pin",
    "invite",
    "lapse_admissions",
    "make_token",
    "make_vendor_token",
    "note_decision",
    "note_session",
    "plan_rotation",
    "redeem_pin_grant",
    "remind_of_old_pins",
    "require_second_factor",
    "revoke_token",
    "revoke_vendor_token",
    "set_provider",
    "verify_domain",
    "warn_of_partner_ends",
]
