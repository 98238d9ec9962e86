"""Event -> action: the only list of what one floor causes on another. Run by jobs after the commit."""

from voorrang.cases.jobs import link_known_devices
from voorrang.lib.jobs.reactions import Reactions

REACTIONS: Reactions = {
    # A case may name a serial that was in no fleet yet (decision 6).
    "fleet.imported": (link_known_devices,),
}
