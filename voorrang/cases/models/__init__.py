"""A case: what was said and done, when it is due, and its row in the queue."""

from voorrang.cases.models.cases import Case, CaseCounter, CaseDevice
from voorrang.cases.models.clocks import DueMilestone, Milestone
from voorrang.cases.models.events import CaseEvent, EventBody
from voorrang.cases.models.files import CaseFile
from voorrang.cases.models.queue import QueueRow, QueueSerial, Status

__all__ = [
    "Case",
    "CaseCounter",
    "CaseDevice",
    "CaseEvent",
    "CaseFile",
    "DueMilestone",
    "EventBody",
    "Milestone",
    "QueueRow",
    "QueueSerial",
    "Status",
]
