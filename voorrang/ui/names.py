"""Words for the keys that domain data uses: kinds, roles, cover, impact. One place, so that every page says the same."""

from collections.abc import Mapping
from typing import Any

from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

KINDS: Mapping[str, Any] = {
    "desktop": _("desktop"),
    "laptop": _("laptop"),
    "workstation": _("workstation"),
    "retail_pos": _("retail point of sale"),
    "thin_client": _("thin client"),
    "printer": _("printer"),
    "monitor": _("monitor"),
    "other": pgettext_lazy("kind of device", "other"),
}
ROLES: Mapping[str, Any] = {
    "helpdesk_engineer": _("helpdesk engineer"),
    "helpdesk_lead": _("helpdesk lead"),
    "executive": _("executive"),
    "customer_auditor": _("auditor of the customer"),
    "partner_engineer": _("engineer of the partner"),
    "sales": _("sales"),
    "agent": _("support agent"),
    "remote_expert": _("remote support expert"),
    "support_manager": _("support manager"),
    "technical_expert": _("technical expert"),
    "planner": _("planner"),
    "dispatcher": _("dispatcher"),
    "operator": _("operator"),
    "vendor_auditor": _("auditor of the vendor"),
    "token": _("a connected system"),
    "vendor_token": _("a system of the vendor"),
    "system": _("the system"),
}
CALLERS: Mapping[str, Any] = {
    "helpdesk": _("helpdesk staff of the customer"),
    "partner": _("helpdesk staff of an authorised partner"),
    "end_user": _("an end user"),
    "unlisted": _("on no list"),
    "outsider": _("belongs elsewhere"),
    "token": _("a system of the helpdesk"),
}
COVERS: Mapping[str, Any] = {
    "warranty": _("warranty"),
    "care_pack": _("Care Pack"),
    "service_contract": _("hardware service contract"),
}
IMPACTS: Mapping[str, Any] = {"one_person": _("one person"), "site": _("a site"), "company": _("the whole company")}
OVERRIDES: Mapping[str, Any] = {"goodwill": _("goodwill"), "safety_recall": _("safety recall")}
INTERVALS: Mapping[str, Any] = {
    "counting": _("counting"),
    "overdue": _("past the deadline"),
    "outside_hours": _("outside working hours"),
    "holiday": _("holiday"),
    "waiting_on_customer": _("waiting on the customer"),
    "closed": _("the case was closed"),
    "case.resolved": _("the case was resolved"),
}
CLOCKS: Mapping[str, Any] = {"response": _("Response"), "update": _("Update"), "resolution": _("Resolution")}
STATUSES: Mapping[str, Any] = {
    "open": pgettext_lazy("case", "open"),
    "waiting": _("waiting on the customer"),
    "resolved": pgettext_lazy("case", "resolved"),
    "closed": pgettext_lazy("case", "closed"),
}
CONTRACT_REASONS: Mapping[str, Any] = {
    "price": _("the price"),
    "too_late": _("it came too late"),
    "other_tier": _("another tier is wanted"),
    "other_vendor": _("another vendor"),
    "not_needed": _("no longer needed"),
    "fleet_shrank": _("the fleet has shrunk"),
    "in_house": _("done in-house from now on"),
    "unhappy": _("unhappy with the service"),
    "no_answer": _("no answer"),
    "moved_to_other_contract": _("moved to another contract"),
    "customer_ends": _("the customer closes down"),
    "duties_not_met": _("duties are not met"),
    "other": pgettext_lazy("reason", "another reason"),
}
"""Why a quote is declined, a contract cancelled, a renewal lost: words for the keys that the programme lists."""
_ALL: Mapping[str, Mapping[str, Any]] = {
    "kind": KINDS,
    "role": ROLES,
    "caller": CALLERS,
    "cover": COVERS,
    "impact": IMPACTS,
    "override": OVERRIDES,
    "interval": INTERVALS,
    "clock": CLOCKS,
    "status": STATUSES,
    "contract_reason": CONTRACT_REASONS,
}


def name_of(group: str, key: str) -> str:
    """Return the reader's word for a key of a group (`kind`, `role`, `cover`, `impact`, `override`, `interval`, ...).

    A key without a word reads as itself, underscores gone: data of a later edition must not break a page.
    """
    word = _ALL[group].get(key)
    return key.replace("_", " ") if word is None else str(word)
