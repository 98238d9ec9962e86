"""What happens to the fleet without a request."""

from datetime import datetime, timedelta
from pathlib import Path
from uuid import UUID

import structlog
from django.conf import settings
from django.db import transaction

from voorrang.audit.actor import Actor
from voorrang.installed_base.models import FleetUpload
from voorrang.installed_base.settling import apply_settled
from voorrang.lib.files import sweep
from voorrang.lib.jobs import JobContext, job, tick
from voorrang.lib.tenancy import customer_selected

ORPHANS_STAY = timedelta(hours=1)
"""Longer than a transaction that is to name the file."""
LOG = structlog.get_logger("voorrang.installed_base")


@tick("installed_base.sweep_files", cron="13 * * * *", in_transaction=False)
def sweep_files(at: datetime) -> int:
    """Remove the fleet files that no row names any more. Return how many."""

    def named(customer_id: UUID, ids: set[UUID]) -> set[UUID]:
        with transaction.atomic(), customer_selected(customer_id):
            rows = FleetUpload.objects.values_list("id", "outcome_file")
            return ids & {one for row in rows for one in row if one is not None}

    removed = sweep(Path(settings.VOORRANG_FLEET_FILES), named, before=at - ORPHANS_STAY)
    if removed:
        LOG.info("fleet files that nobody waits for removed", files=removed)
    return removed


@job("installed_base.apply_settled")
def follow_settled(context: JobContext) -> None:
    """After a model was settled: the devices of a customer that has some."""
    apply_settled(customer_id=context.customer_id, by=Actor(**context.by), at=context.now)
