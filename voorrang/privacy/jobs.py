"""What happens to personal data without anybody asking again."""

from datetime import datetime
from uuid import UUID

from voorrang.audit.actor import Actor
from voorrang.lib.jobs import JobContext, job, tick
from voorrang.privacy import retention
from voorrang.privacy.erasure import carry_out
from voorrang.privacy.models import Erasure


@job("privacy.erase")
def erase(context: JobContext, *, erasure: str) -> None:
    """After a confirmation: erase what is left of the person."""
    found = Erasure.objects.get(id=UUID(erasure))
    carry_out(erasure=found, by=Actor(**context.by), at=context.now)


@tick("privacy.let_go", cron="29 2 * * *", in_transaction=False)
def let_go(at: datetime) -> dict[str, int]:
    """Each night: let go what has been kept long enough; return how much of each kind."""
    return retention.let_go(at)


@tick("accounts.forget_answers", cron="13 * * * *")
def forget_answers(at: datetime) -> int:
    """Each hour: delete the answers that nobody asks for again; return how many. A hold keeps its customer's."""
    return retention.forget_answers(at)
