"""What happens on a lower floor causes a job on a higher one, once for each event."""

from django.db import connection, transaction

from tests.cases.factories import AT, opened
from tests.cast import StandingCast, serving
from voorrang.audit.actions import record
from voorrang.audit.actor import SYSTEM
from voorrang.audit.models import Entry
from voorrang.cases.models import CaseDevice
from voorrang.config.reactions import REACTIONS
from voorrang.installed_base.models import Device
from voorrang.lib.ids import uuid7
from voorrang.lib.jobs import run_pending


def test_an_import_links_cases_to_devices_that_were_unknown(real_commits: None) -> None:
    with transaction.atomic():
        town = StandingCast().access
        with serving(town):
            case = opened(town, serials=["5CG1234ABC", "5CGTWICE", "5CGNEVER"])
            for serial, product in [("5CG1234ABC", "A"), ("5CGTWICE", "A"), ("5CGTWICE", "B")]:
                Device.objects.create(customer=town.customer, maker="HP", serial=serial, product_number=product)
            record("fleet.imported", subject_kind="import", subject_id=uuid7(), by=SYSTEM, at=AT)
    run_pending()
    with transaction.atomic(), serving(town):
        linked = {one.serial: one.device_id for one in CaseDevice.objects.filter(case=case)}
        assert linked["5CG1234ABC"] == Device.objects.get(serial="5CG1234ABC").id
        assert linked["5CGTWICE"] is None
        assert linked["5CGNEVER"] is None
        assert Entry.objects.filter(type="case.device_linked", subject_id=case.id).count() == 1


def test_other_events_cause_nothing(real_commits: None) -> None:
    with transaction.atomic():
        town = StandingCast().access
        waiting = count_jobs()
        with serving(town):
            opened(town)
    assert count_jobs() == waiting
    assert "case.opened" not in REACTIONS


def count_jobs() -> int:
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM procrastinate_jobs")
        return int(cursor.fetchone()[0])
