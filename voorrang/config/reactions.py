"""Event -> action: the only list of what one floor causes on another. Run by jobs after the commit."""

from voorrang.cases.jobs import link_known_devices, tell_of_admission
from voorrang.entitlements.jobs import (
    recheck_after_contact,
    recheck_after_contract,
    recheck_after_exception,
    recheck_after_import,
    recheck_after_partner,
)
from voorrang.lib.jobs.reactions import Reactions

REACTIONS: Reactions = {
    # A case may name a serial that was in no fleet yet (decision 6). What is learned late may show that a claim was refused
    # wrongly.
    "fleet.imported": (link_known_devices, recheck_after_import),
    "fleet.import_undone": (recheck_after_import,),
    "fleet.kinds_settled": (recheck_after_import,),
    "contact.added": (recheck_after_contact,),
    "contact.ended": (recheck_after_contact,),
    # Corrected: it was always so. Whoever is moved is another only from then on, and nothing of the past changes.
    "contact.corrected": (recheck_after_contact,),
    # Whoever works on the case of a caller who was let in unlisted reads what the helpdesk's lead said.
    "caller.approved": (tell_of_admission,),
    "caller.declined": (tell_of_admission,),
    "caller.lapsed": (tell_of_admission,),
    "contract.made": (recheck_after_contract,),
    "contract.activated": (recheck_after_contract,),
    "contract.cancelled": (recheck_after_contract,),
    "contract.cancellation_undone": (recheck_after_contract,),
    "partner.authorised": (recheck_after_partner,),
    "partner.corrected": (recheck_after_partner,),
    "partner.extended": (recheck_after_partner,),
    "partner.ended": (recheck_after_partner,),
    "override.granted": (recheck_after_exception,),
    "override.revoked": (recheck_after_exception,),
}
