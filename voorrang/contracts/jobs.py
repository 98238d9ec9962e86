"""What happens to contracts without anybody asking."""

from datetime import datetime

from voorrang.audit.actor import SYSTEM
from voorrang.contracts.reminders import customers_due, send_reminders
from voorrang.contracts.renewal_reminders import customers_ending, remind_of_renewals
from voorrang.lib.jobs import SWEEP, JobContext, job, tick


@tick("contracts.remind", cron="7 * * * *", queue=SWEEP)
def remind(at: datetime) -> int:
    """Ask for the reminders of every customer that has one due by `at`; return of how many customers."""
    due = customers_due(at)
    for customer_id in due:
        remind_customer.enqueue(customer_id=customer_id, by=SYSTEM, at=at)
    return len(due)


@job("contracts.remind_customer")
def remind_customer(context: JobContext) -> None:
    """Remind the owners of one customer's open steps."""
    send_reminders(context.at)


@tick("contracts.renewals", cron="23 * * * *", queue=SWEEP)
def remind_of_ends(at: datetime) -> int:
    """Ask for the renewal reminders of every customer with a contract that has reached a stage by `at`."""
    due = customers_ending(at)
    for customer_id in due:
        remind_of_ends_of_customer.enqueue(customer_id=customer_id, by=SYSTEM, at=at)
    return len(due)


@job("contracts.renewals_customer")
def remind_of_ends_of_customer(context: JobContext) -> None:
    """Remind the owners of one customer's renewals."""
    remind_of_renewals(context.at)
