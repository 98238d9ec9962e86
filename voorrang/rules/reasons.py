"""Reasons: what the rules say, as codes with facts. Clauses and sentences for them stand in the programme's `reasons.toml`."""

from collections.abc import Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

type JSON = Any
"""What `json.dumps` takes: None, bool, int, float, str, lists and dicts of these."""


class Reason(NamedTuple):
    """One cause of an outcome: a code of `REASON_CODES`, its facts, and the device it speaks of (None: the whole request).

    Dates in facts are ISO strings; a name in `_on` is the last or first day (inclusive), a name in `_at` an instant in UTC.
    """

    code: str
    facts: Mapping[str, JSON]
    device: str | None = None


NO_FACTS: Mapping[str, JSON] = {}
"""For the many reasons whose code says it all; shared, so never write into a reason's facts."""

_ABOUT_A_DEVICE: Mapping[str, tuple[str, ...]] = {
    "device_eligible": ("kind",),
    "device_covered": ("cover", "level", "until_on"),
    "device_unknown": (),
    "kind_unknown": (),
    "country_missing": (),
    "kind_not_eligible": ("kind",),
    "not_commercial": ("kind",),
    "maker_other": ("maker",),
    "country_not_covered": ("country",),
    "cover_ended": ("days", "ended_on"),
    "cover_not_started": ("days", "starts_on"),
    "cover_none": (),
    "cover_ends_soon": ("days", "ends_on"),
    "base_warranty_applies": ("cover", "until_on"),
    "base_warranty_stands": ("cover", "until_on"),
    "comes_along": ("host", "host_kind", "kind"),
    "host_covered": ("cover", "host", "level", "until_on"),
    "host_missing": ("kind",),
    "host_of_wrong_kind": ("host", "host_kind", "kind"),
    "host_unknown": ("host",),
    "host_not_eligible": ("host",),
    "host_cover_ended": ("days", "ended_on", "host"),
    "host_cover_not_started": ("days", "host", "starts_on"),
    "host_cover_none": ("host",),
    "excluded_uncovered": ("exclusion",),
    "exclusion_lifted": ("exclusion",),
    "excluded_by_agreement": ("agreement",),
}

_ABOUT_THE_REQUEST: Mapping[str, tuple[str, ...]] = {
    # Who is calling
    "caller_helpdesk": (),
    "caller_partner": (),
    "caller_token": (),
    "caller_unlisted": (),
    "caller_unlisted_no_pin": (),
    "caller_end_user": (),
    "caller_outsider": (),
    "partner_authority_ended": ("days", "ended_on"),
    "pin_verified": (),
    "pin_unknown": (),
    "pin_revoked": (),
    # The contract
    "contract_in_force": ("scope", "tier", "until_on"),
    "contract_absent": (),
    "contract_none_for_scope": ("scope",),
    "contract_ended": ("days", "ended_on", "scope"),
    "contract_not_started": ("days", "scope", "starts_on"),
    "contract_not_activated": ("scope",),
    "contract_ends_soon": ("days", "ends_on", "scope"),
    "eligibility_provisional": ("scope", "tier"),
    "eligibility_below": ("scope", "tier"),
    "tier_follows_customer": ("scope", "tier"),
    "place_not_covered": ("country",),
    "question_without_device": (),
    "some_devices_not_covered": ("count", "of"),
    # The customer's duties, and what a named person decided
    "self_diagnosis_given": (),
    "self_diagnosis_missing": (),
    "information_missing": ("items",),
    "steps_open": ("items",),
    "charged_by_choice": ("role",),
    "declined_by_choice": ("role",),
    "choice_not_allowed": ("role",),
    "choice_unnamed": (),
    "choice_without_ground": (),
    "excluded": ("exclusion",),
    "place_excluded_by_agreement": ("agreement", "country"),
    "exclusion_unknown": ("exclusion",),
    "override_granted": ("override", "override_reason", "until_on"),
    "override_expired": ("expired_on", "override"),
    "override_not_allowed": ("override", "role"),
    "override_unnamed": ("override",),
    "override_waits_for_helpdesk": ("override",),
    # The language
    "language_open": ("language",),
    "language_closed": ("fallback", "language", "opens_at"),
    "language_unsupported": ("fallback", "language"),
    # Eligibility
    "minimum_met": ("at_least", "count", "kinds", "tier", "way"),
    "minimum_missed": ("at_least", "count", "kinds", "shortfall", "tier", "way"),
    "minimum_none": ("tier",),
    "basis_provisional": (),
    "basis_confirmed": (),
    "basis_audited": (),
    "reading_used": ("choice", "reading"),
    "fleet_scope_not_bought": ("count", "scope"),
    "fleet_outside_coverage": ("count", "countries"),
    "fleet_of_other_makers": ("count",),
    # Orders
    "order_accepted": ("scope", "tier", "years"),
    "order_empty": (),
    "article_malformed": ("article",),
    "article_unknown": ("article",),
    "article_unknown_nearest": ("article", "suggestion"),
    "quantity_too_small": ("article", "quantity"),
    "quantity_differs": ("count", "quantity", "scope"),
    "head_office_outside_region": ("country", "regions", "tier"),
    "devices_outside_region": ("countries", "regions", "tier"),
    "order_country_not_covered": ("country",),
    "scope_bought_twice": ("scope",),
    "contract_overlaps": ("ends_on", "scope", "starts_on"),
    "term_not_offered": ("offered", "scope", "tier", "years"),
    "article_none": ("scope", "tier"),
    "article_none_for_term": ("offered", "scope", "tier", "years"),
    "ends_before_start": ("ends_on", "starts_on"),
    "ends_beyond_term": ("latest_on", "years"),
    "ends_together": ("ends_on", "months"),
    # Changes of a contract that runs
    "day_passed": ("starts_on",),
    "scope_not_running": ("scope", "starts_on"),
    "upgrade_not_higher": ("scope", "tier"),
    "upgrade_meets_renewal": ("scope", "starts_on"),
    "true_up_adds": ("article", "months", "quantity", "until_on"),
    "true_up_none": ("article",),
    "cancel_too_soon": ("days", "earliest_on"),
    "cancel_after_end": ("ends_on", "scope"),
    "cancel_before_start": ("scope", "starts_on"),
}

REASON_CODES: Mapping[str, tuple[str, ...]] = MappingProxyType(
    {code: (*facts, "device") for code, facts in _ABOUT_A_DEVICE.items()} | dict(_ABOUT_THE_REQUEST)
)
"""Every code and the names that its texts may use as {placeholders}: its facts, and `device` where it speaks of one.

A placeholder may carry the noun that it counts: "{days:day|days}" reads "1 day" or "12 days" (see `explain`)."""
