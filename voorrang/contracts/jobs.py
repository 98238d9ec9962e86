"""What happens to contracts without anybody asking."""

from datetime import datetime

from voorrang.contracts.reminders import send_reminders
from voorrang.lib.jobs import SWEEP, tick


@tick("contracts.remind", cron="7 * * * *", queue=SWEEP, in_transaction=False)
def remind(at: datetime) -> int:
    """Remind the owners of open activation steps; return how many reminders were sent."""
    return send_reminders(at)
