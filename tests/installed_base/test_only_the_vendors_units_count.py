"""E.8: only the vendor's units, or those that it or an authorised reseller sold, count towards a minimum."""

from tests.cast import AT, StandingCast
from tests.installed_base.fleet import HEADER, LAPTOP, take_in
from voorrang.installed_base.queries import fleet_counts
from voorrang.lib.tenancy import customer_selected

OTHER_MAKER = LAPTOP.replace("Hewlett-Packard;5CG0000001", "Acme;ACME000001")
SOLD_HEADER = f"{HEADER};sold_by_vendor"


def test_another_makers_unit_counts_only_when_the_vendor_sold_it(cast: StandingCast) -> None:
    one = cast.management
    take_in(one, LAPTOP, OTHER_MAKER)
    with customer_selected(one.customer.id):
        assert {count.from_vendor: count.count for count in fleet_counts(AT)} == {True: 1, False: 1}
    take_in(one, f"{OTHER_MAKER};yes", header=SOLD_HEADER)
    with customer_selected(one.customer.id):
        assert {count.from_vendor: count.count for count in fleet_counts(AT)} == {True: 2}
