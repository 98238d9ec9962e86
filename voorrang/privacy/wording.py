"""What the map's keys mean to a reader. The words are the vendor's own; whoever runs this has them checked."""

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

CLASSES = {
    "identifying": _("Identifies a person"),
    "words": _("Free text that may tell of people"),
    "label": _("A name that people choose for a thing"),
    "secret": _("A hash or a key"),
    "none": _("Not personal"),
}
PURPOSES = {
    "access": _("To let people in, and others not"),
    "support": _("To give the support that was bought"),
    "contract": _("To keep the contract"),
    "evidence": _("To show what was decided and done, and why"),
    "security": _("To notice and stop abuse"),
    "operation": _("To run the software"),
}
BASES = {
    "contract": _("Performance of the contract"),
    "interest": _("Legitimate interest"),
    "law": _("Legal duty to keep records"),
}
KINDS = {
    "people": _("People who have left"),
    "case_words": _("Words and files of closed cases"),
    "sign_ins": _("Sessions and sign-ins that ended"),
    "uploads": _("Files that were sent and never confirmed"),
    "calls": _("Who called when, and who was let in"),
    "mails": _("Mails and jobs that failed for good"),
    "answers": _("Answers kept for repeated requests"),
    "counters": _("Counts of attempts"),
    "business": pgettext_lazy("kind of record", "Contracts, decisions, events, the trail"),
}
RECORDS = {
    "accounts.Contact": _("You as a contact"),
    "accounts.User": _("Your account"),
    "accounts.Membership": _("Your access"),
    "accounts.Invitation": _("Invitations to you"),
    "accounts.PinGrant": _("Links to a PIN, sent to you"),
    "accounts.ApiToken": _("API tokens in your name"),
    "accounts.ProvisionedUser": _("You in your company's directory"),
    "accounts.OpenSession": _("Browsers in which you are signed in"),
    "accounts.SignInAttempt": _("Sign-ins by your company"),
    "accounts.ContactVersion": _("What you were to the helpdesk, and when"),
    "accounts.ContactUpload": _("Caller lists that you sent"),
    "accounts.ContactImport": _("Caller lists that you took in"),
    "accounts.ContactImportLine": _("What a caller list changed about you"),
    "accounts.Call": _("Your calls"),
    "accounts.Admission": _("Your being let in before you were on the list"),
    "account.EmailAddress": _("Your mail address"),
    "mfa.Authenticator": _("Your second factors"),
    "installed_base.FleetUpload": _("Fleet files that you sent"),
    "entitlements.Decision": _("Decisions on your requests"),
    "cases.Case": _("Your cases"),
    "cases.CaseEvent": _("What you did on cases"),
    "cases.EventBody": _("What you wrote on cases"),
    "cases.CaseFile": _("Files that you added to cases"),
    "cases.QueueRow": _("Your cases in our queue"),
    "audit.Entry": _("What you did, in the trail"),
    "privacy.ErasureRequest": _("Requests to erase you"),
}
"""What the records about a person are called; others go by the name of their table."""
