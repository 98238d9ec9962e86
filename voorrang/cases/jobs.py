"""What happens to cases without anybody asking."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _

from voorrang.accounts.models import Admission
from voorrang.audit.actions import record_system
from voorrang.audit.actor import SYSTEM, Actor
from voorrang.cases.actions import answer, link_devices
from voorrang.cases.comparison import Difference, compare_projection
from voorrang.cases.models import Case, CaseFile
from voorrang.cases.sweep import sweep_breaches
from voorrang.lib.files import sweep as sweep_orphans
from voorrang.lib.jobs import SWEEP, JobContext, job, tick
from voorrang.lib.tenancy import customer_selected

ORPHANS_STAY = timedelta(days=1)
LOG = structlog.get_logger("voorrang.cases")


@tick("cases.sweep", cron="* * * * * */30", queue=SWEEP, in_transaction=False)
def sweep(at: datetime) -> int:
    """Record the clocks that ran out before `at`; return how many."""
    return sweep_breaches(at)


@tick("cases.compare_projection", cron="17 3 * * *", in_transaction=False)
def compare_queue(at: datetime) -> list[Difference]:
    """Compare the queue with its cases; differences are logged and stand in the vendor's trail."""
    found = compare_projection()
    for one in found:
        LOG.error("the queue differs from a case", case=str(one.case_id), column=one.column)
    if found:
        with transaction.atomic():
            cases = sorted({str(one.case_id) for one in found})[:100]
            record_system("queue.differs", by=SYSTEM, at=at, data={"differences": len(found), "cases": cases})
    return found


@tick("cases.sweep_files", cron="43 3 * * *", in_transaction=False)
def sweep_files(at: datetime) -> int:
    """Remove the files that no case names: what a transaction left that was rolled back. Return how many."""

    def named(customer_id: UUID, ids: set[UUID]) -> set[UUID]:
        with transaction.atomic(), customer_selected(customer_id):
            return set(CaseFile.objects.filter(id__in=ids).values_list("id", flat=True))

    removed = sweep_orphans(Path(settings.VOORRANG_FILES), named, before=at - ORPHANS_STAY)
    if removed:
        LOG.info("files without a case removed", files=removed)
    return removed


@job("cases.link_known_devices")
def link_known_devices(context: JobContext, *, subject: str) -> None:  # noqa: ARG001 -- any import may bring them
    """After an import: cases that named a serial of no fleet find its device."""
    link_devices(by=Actor(**context.by), at=context.now)


@job("cases.tell_of_admission")
def tell_of_admission(context: JobContext, *, subject: str) -> None:
    """Note on the case of a caller who was let in unlisted how that ended. A case that is closed takes a note too."""
    admission = Admission.objects.select_related("call").filter(id=UUID(subject)).exclude(call=None).first()
    if admission is None or admission.call is None or admission.call.case_id is None:
        return
    case = Case.objects.filter(id=admission.call.case_id).first()
    if case is None:
        return
    words = {
        Admission.Answer.APPROVED: _("The helpdesk's lead has put the caller on the list."),
        Admission.Answer.DECLINED: _("The helpdesk's lead has declined the caller: %(reason)s"),
        Admission.Answer.LAPSED: _("Nobody of the helpdesk answered in time whether the caller belongs to it."),
    }
    text = words[Admission.Answer(admission.answer)] % {"reason": admission.answer_reason}
    answer(case=case, text=text, internal=True, by=Actor(**context.by), at=context.now)
