"""Looking at customers one by one, behind their walls."""

from uuid import UUID

from voorrang.accounts.models import Customer
from voorrang.audit.actor import Actor
from voorrang.lib.jobs import JobContext, JobRefused, job
from voorrang.notices.actions import look_at
from voorrang.notices.models import Comparison


@job("notices.look_at")
def look_at_customer(context: JobContext, *, comparison: str) -> None:
    """Look at one customer for a comparison."""
    found = Comparison.objects.filter(id=UUID(comparison)).first()
    if found is None:
        text = "the comparison is gone"
        raise JobRefused(text)
    look_at(comparison=found, at=context.at)


def look_at_everybody(comparison: Comparison, by: Actor) -> None:
    """Ask for a look at every customer of the programme."""
    for customer_id in Customer.objects.filter(programme=comparison.programme).values_list("id", flat=True):
        look_at_customer.enqueue(customer_id=customer_id, by=by, at=comparison.asked_at, comparison=str(comparison.id))
