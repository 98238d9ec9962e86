"""What happened to a contract, in words: who and when, read from the customer's trail."""

from datetime import datetime, timedelta
from typing import Any
from uuid import UUID

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from voorrang.accounts.models import User
from voorrang.audit.models import Entry
from voorrang.contracts.models import Contract
from voorrang.ui.names import name_of
from voorrang.ui.shapes import EventView
from voorrang.ui.wording import date_text, number_text

WHAT: dict[str, Any] = {
    "order.accepted": gettext_lazy("placed the order"),
    "contract.made": gettext_lazy("made the contract"),
    "contract.activated": gettext_lazy("brought the contract into force"),
    "contract.quoted": gettext_lazy("made a quote"),
    "contract.trued_up": gettext_lazy("added units"),
    "contract.upgraded": gettext_lazy("replaced it by a higher tier"),
    "contract.renewed": gettext_lazy("bought what follows it"),
    "contract.cancelled": gettext_lazy("cancelled the contract"),
    "contract.cancellation_undone": gettext_lazy("took the cancellation back"),
    "contract.fell_below": gettext_lazy("The fleet fell below the minimum"),
    "contract.reached": gettext_lazy("The fleet reached the minimum"),
    "renewal.lost": gettext_lazy("noted that it will not be renewed"),
    "renewal.planned": gettext_lazy("planned the renewal"),
}
_FOR_THE_VENDOR = frozenset({"renewal.lost", "renewal.planned"})


def contract_history(contract: Contract, language: str, *, internal: bool) -> list[EventView]:
    """Return what happened to a contract, oldest first; the vendor's own work on its end only with `internal`."""
    types = [one for one in WHAT if internal or one not in _FOR_THE_VENDOR]
    found = Entry.objects.filter(subject_id__in=[contract.id, contract.order_id], type__in=types).order_by("at", "id")
    entries = list(found)
    ids = {entry.actor_id for entry in entries if entry.actor_id}
    names: dict[UUID, str] = dict(User.objects.filter(id__in=ids).values_list("id", "name"))
    nexts = {UUID(entry.data["next"]) for entry in entries if "next" in entry.data}
    numbers = dict(Contract.objects.filter(id__in=nexts).values_list("id", "number"))
    return [
        EventView(
            at=entry.at,
            what=WHAT[entry.type],
            who=names.get(entry.actor_id, "") if entry.actor_id else "",
            note=_detail(entry, numbers, language),
            internal=entry.type in _FOR_THE_VENDOR,
        )
        for entry in entries
    ]


def _detail(entry: Entry, numbers: dict[UUID, str], language: str) -> str:
    data = entry.data
    if entry.type == "contract.trued_up":
        facts = {"n": number_text(data["quantity"], language), "article": data["article"], "quote": data["quote"]}
        return _("%(n)s more of %(article)s, by quote %(quote)s") % facts
    if entry.type == "contract.quoted":
        return str(data.get("number", ""))
    if "next" in data:
        return numbers.get(UUID(data["next"]), "")
    if entry.type == "contract.cancelled":
        last = datetime.fromisoformat(data["ends_at"]) - timedelta(microseconds=1)
        facts = {"day": date_text(last.date(), language), "reason": name_of("contract_reason", data["reason"])}
        return _("last day %(day)s: %(reason)s") % facts
    if entry.type == "renewal.lost":
        return name_of("contract_reason", data["reason"])
    return ""
