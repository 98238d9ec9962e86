"""Everything that changes a case. The caller has selected the customer and opened the transaction.

Each action appends events, writes the trail, moves the clocks and the queue's row together, and returns the event (opening:
the case). With `expected_version` it raises `CaseChanged` when somebody else was faster. It raises `CaseRefusal` when the
case does not take the act now, and `TextNotUsable` for words that cannot be stored.
"""

from voorrang.cases.actions.filing import add_file, remove_file
from voorrang.cases.actions.linking import link_devices
from voorrang.cases.actions.opening import open_case
from voorrang.cases.actions.talking import answer, ask_back, customer_reply, record_diagnosis
from voorrang.cases.actions.working import assign_owner, close, reopen, resolve, take

__all__ = [
    "add_file",
    "answer",
    "ask_back",
    "assign_owner",
    "close",
    "customer_reply",
    "link_devices",
    "open_case",
    "record_diagnosis",
    "remove_file",
    "reopen",
    "resolve",
    "take",
]
