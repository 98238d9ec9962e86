"""The files of a cut-over and their columns."""

from typing import NamedTuple


class Sheet(NamedTuple):
    """One file: its name without ending, the columns that it must have, and those that it may have."""

    name: str
    needed: tuple[str, ...]
    more: tuple[str, ...] = ()

    @property
    def columns(self) -> tuple[str, ...]:
        """Every column that is read."""
        return (*self.needed, *self.more)


CUSTOMERS = Sheet("customers", ("customer", "name", "head_office_country", "language"))
AFFILIATES = Sheet("affiliates", ("customer", "code", "name", "country"))
SITES = Sheet("sites", ("customer", "affiliate", "code", "name", "country", "zone"))
PARTNERS = Sheet("partners", ("customer", "name", "starts_on"), ("ends_on",))
CONTACTS = Sheet(
    "contacts",
    ("customer", "name", "email", "standing"),
    ("number", "phone", "scope", "site", "country", "partner", "language"),
)
CONTRACTS = Sheet("contracts", ("customer", "number", "article", "quantity", "starts_on"), ("ends_on", "activated_on"))
AGREEMENTS = Sheet(
    "agreements", ("customer", "number", "starts_on", "kind", "minutes"), ("ends_on", "impact", "country", "hours")
)
SHEETS = (CUSTOMERS, AFFILIATES, SITES, PARTNERS, CONTACTS, CONTRACTS, AGREEMENTS)
"""In the order in which a customer's rows are taken in: what others name comes first."""
