"""Who is who: customers and their people, the vendor's people, and what lets them in."""

from voorrang.accounts.models.access import ApiToken, DirectoryEntry, Invitation, RateCounter, StoredAnswer, VendorToken
from voorrang.accounts.models.callers import (
    Admission,
    Call,
    ContactImport,
    ContactImportLine,
    ContactUpload,
    ContactVersion,
)
from voorrang.accounts.models.customers import Affiliate, Contact, Customer, Partner, Site
from voorrang.accounts.models.people import Assignment, CustomerRole, Membership, StaffMember, StaffRole, User
from voorrang.accounts.models.pins import Helpdesk, Pin, PinGrant, PinPlan
from voorrang.accounts.models.provisioning import GroupMember, ProvisionedGroup, ProvisionedUser
from voorrang.accounts.models.sessions import OpenSession
from voorrang.accounts.models.sign_in import IdentityProvider, MailDomain, SecondFactorRule, SignInAttempt

__all__ = [
    "Admission",
    "Affiliate",
    "ApiToken",
    "Assignment",
    "Call",
    "Contact",
    "ContactImport",
    "ContactImportLine",
    "ContactUpload",
    "ContactVersion",
    "Customer",
    "CustomerRole",
    "DirectoryEntry",
    "GroupMember",
    "Helpdesk",
    "IdentityProvider",
    "Invitation",
    "MailDomain",
    "Membership",
    "OpenSession",
    "Partner",
    "Pin",
    "PinGrant",
    "PinPlan",
    "ProvisionedGroup",
    "ProvisionedUser",
    "RateCounter",
    "SecondFactorRule",
    "SignInAttempt",
    "Site",
    "StaffMember",
    "StaffRole",
    "StoredAnswer",
    "User",
    "VendorToken",
]
