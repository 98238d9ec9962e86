"""Work after the request: jobs that are part of the transaction which asks for them. The queue's library stops here.

A job carries the customer and the acting person, and refuses to run without (`tenancy.md`, 14)::

    @job("contracts.remind", queue=MAIL)
    def remind(context: JobContext, *, step: str) -> None: ...

    remind.enqueue(customer_id=customer.id, by=actor, at=at, step=str(step.id))

It runs at least once: give an `effect_key` to what must happen once. What goes over all customers is a `tick`.
"""

from voorrang.lib.jobs.context import Acting, JobContext, JobRefused
from voorrang.lib.jobs.queue import DEFAULT, MAIL, SWEEP, Job, declare_recovery, job, tick
from voorrang.lib.jobs.worker import run_pending, run_worker

declare_recovery()

__all__ = [
    "DEFAULT",
    "MAIL",
    "SWEEP",
    "Acting",
    "Job",
    "JobContext",
    "JobRefused",
    "job",
    "run_pending",
    "run_worker",
    "tick",
]
