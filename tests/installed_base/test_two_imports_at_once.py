"""Two people import for one customer at the same moment: both come through, and each device is written once."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

from django.db import connection, transaction

from tests.cast import StandingCast
from tests.installed_base.fleet import DESKTOP, FLEET, take_in
from voorrang.installed_base.fleet_import import ImportReport
from voorrang.installed_base.models import Cover, Device, DeviceVersion
from voorrang.lib.tenancy import customer_selected

OTHER_MODEL = DESKTOP.replace("EliteDesk 800 G9", "EliteDesk 800 G9 SFF")


def test_the_second_waits_and_then_sees_what_the_first_brought(real_commits: None) -> None:
    with transaction.atomic():
        one = StandingCast().management
    starting_line = Barrier(3)

    def bring(rows: tuple[str, ...]) -> ImportReport:
        try:
            starting_line.wait(timeout=30)
            with transaction.atomic():
                return take_in(one, *rows)
        finally:
            connection.close()

    with ThreadPoolExecutor(3) as pool:
        reports = list(pool.map(bring, (FLEET, FLEET, (OTHER_MODEL,))))

    assert not any(report.errors for report in reports)
    assert sum(report.new for report in reports) == 4
    assert sum(report.covers_new for report in reports) == 4
    with transaction.atomic(), customer_selected(one.customer.id):
        assert Device.objects.count() == 4
        assert DeviceVersion.objects.filter(valid_until=None, superseded_at=None).count() == 4
        assert Cover.objects.filter(superseded_at=None).count() == 4
