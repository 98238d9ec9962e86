"""What the customer has bought and by which edition it is judged, in one statement: every decision begins with it.

It says the same as `contracts.queries.contract_facts` and `programme_in_force` together; a test compares them.
"""

import json
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from voorrang.editions.store import EditionMissing, programme_of
from voorrang.lib.statements import Query, Row, read
from voorrang.lib.tenancy import NoCustomerSelected, current_customer
from voorrang.rules.facts import AgreedExclusion, ContractScope
from voorrang.rules.programme import Programme

_STANDING = """
    SELECT customer.head_office_country, customer.programme,
        edition.terms, edition.coverage, edition.readings, exception.is_there, agreed.exclusions, k.terms_hash,
        s.scope, s.tier, s.starts_at, s.ends_at, a.activated_at, verdict.basis, verdict.qualifies
    FROM accounts_customer customer
    LEFT JOIN LATERAL (
        SELECT max(hash) FILTER (WHERE part = 'terms') AS terms, max(hash) FILTER (WHERE part = 'coverage') AS coverage,
            max(hash) FILTER (WHERE part = 'readings') AS readings
        FROM (
            SELECT DISTINCT ON (e.part) e.part, e.hash FROM editions_edition e
            WHERE e.programme = customer.programme AND e.starts_at <= %(at)s
            ORDER BY e.part, e.starts_at DESC, e.id DESC
        ) newest
    ) edition ON true
    CROSS JOIN LATERAL (
        SELECT EXISTS (
            SELECT 1 FROM entitlements_override o WHERE o.customer_id = customer.id
                AND o.granted_at <= %(at)s AND o.expires_at > %(at)s AND (o.revoked_at IS NULL OR o.revoked_at > %(at)s)
        ) AS is_there
    ) exception
    CROSS JOIN LATERAL (
        SELECT jsonb_agg(
            jsonb_build_array(x.id, a.number || '.' || a.version, x.kinds, x.countries, x.products) ORDER BY x.id
        )::text AS exclusions
        FROM contracts_agreedexclusion x
        JOIN contracts_agreement a ON a.customer_id = x.customer_id AND a.id = x.agreement_id
            AND a.signed_at <= %(at)s AND a.starts_at <= %(at)s AND (a.ends_at IS NULL OR a.ends_at > %(at)s)
        WHERE x.customer_id = customer.id
    ) agreed
    LEFT JOIN contracts_contract k ON k.customer_id = customer.id AND (
        k.purchased_at <= %(at)s OR EXISTS (
            SELECT 1 FROM contracts_activation force WHERE force.customer_id = k.customer_id
                AND force.contract_id = k.id AND force.activated_at <= %(at)s
        )
    )
    LEFT JOIN contracts_contractscope s ON s.customer_id = k.customer_id AND s.contract_id = k.id
    LEFT JOIN contracts_activation a ON a.customer_id = k.customer_id AND a.contract_id = k.id AND a.activated_at <= %(at)s
    LEFT JOIN LATERAL (
        SELECT v.basis, v.qualifies FROM contracts_assessment v
        WHERE v.customer_id = s.customer_id AND v.contract_scope_id = s.id AND v.assessed_at <= %(at)s
        ORDER BY v.assessed_at DESC, v.id DESC LIMIT 1
    ) verdict ON true
    WHERE customer.id = %(customer)s
    ORDER BY k.purchased_at DESC, s.id DESC
"""


@dataclass(frozen=True, slots=True)
class Standing:
    """The selected customer at an instant: every scope bought or in force by then, ended ones too, and the programme that judges.

    The programme is what the newest contract in force bought, else the newest contract, else what is sold (Q.19).
    """

    programme: Programme
    contracts: tuple[ContractScope, ...]
    head_office_country: str
    has_overrides: bool
    """Whether any exception is in force for the customer: mostly not, and then nobody need look for one."""
    agreed_exclusions: tuple[AgreedExclusion, ...] = ()
    """What the agreements in force leave out."""


def standing_at(at: datetime) -> Standing:
    """Return the standing of the selected customer. Raises `EditionMissing`, `NoCustomerSelected`."""
    return standing_of(read(*standing_query(at)), at)


def standing_query(at: datetime) -> Query:
    """Return the query for the standing, to be run with others. Raises `NoCustomerSelected`."""
    customer_id = current_customer()
    if customer_id is None:
        message = "decision"
        raise NoCustomerSelected(message)
    return Query(_STANDING, {"customer": customer_id, "at": at})


def standing_of(rows: list[Row], at: datetime) -> Standing:
    """Return the standing that the rows of its query tell. Raises `EditionMissing`."""
    head_office_country, code, sold, coverage, readings, has_overrides, agreed = rows[0][:7]
    bought = [row[7:] for row in rows if row[8] is not None]
    in_force = (terms_hash for terms_hash, _, _, starts_at, ends_at, *_ in bought if starts_at <= at < ends_at)
    terms = next(in_force, bought[0][0] if bought else sold)
    if terms is None or coverage is None or readings is None:
        message = f"No complete edition of {code} is stored for {at:%Y-%m-%d}."
        raise EditionMissing(message)
    return Standing(
        programme=programme_of(terms, coverage, readings),
        contracts=tuple(_contract(row) for row in bought),
        head_office_country=head_office_country,
        has_overrides=has_overrides,
        agreed_exclusions=tuple(_agreed(*one) for one in json.loads(agreed)) if agreed else (),
    )


def _agreed(ref: str, agreement: str, kinds: list[str], countries: list[str], products: list[str]) -> AgreedExclusion:
    return AgreedExclusion(ref, agreement, tuple(kinds), tuple(countries), tuple(products))


def _contract(row: tuple[Any, ...]) -> ContractScope:
    scope, tier, starts_at, ends_at, activated_at, basis, qualifies = row[1:]
    return ContractScope(
        scope=scope,
        tier=tier,
        starts_at=starts_at,
        ends_at=ends_at,
        activated_at=activated_at,
        eligibility="below" if qualifies is False else basis or "provisional",
    )
