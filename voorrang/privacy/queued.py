"""Mails and other work that waits or has failed, as far as it speaks of a person. Mails are sealed: they are opened to look."""

import json
from datetime import datetime

from cryptography.fernet import InvalidToken

from voorrang.gateways.mail.sealing import unseal
from voorrang.lib.jobs.waiting import Lying, lying, matching, take_away
from voorrang.privacy.people import Someone

SEALED = "sealed"


def jobs_of(person: Someone) -> list[Lying]:
    """Return the jobs of the person's customer that write to the person or name it."""
    return matching(lambda job: job.customer_id == person.customer_id and person.traces.found_in(_words(job)))


def forget_jobs_of(person: Someone) -> int:
    """Take those jobs away and return how many they were."""
    found = jobs_of(person)
    for job in found:
        take_away(job)
    return len(found)


def ended_jobs(before: datetime) -> list[Lying]:
    """Return the jobs that ended before an instant and will never run again."""
    return list(lying(ended_before=before))


def _words(job: Lying) -> str:
    facts = dict(job.facts)
    sealed = facts.pop(SEALED, "")
    words = json.dumps(facts, ensure_ascii=False)
    if not sealed:
        return words
    try:
        message = unseal(sealed)
    except InvalidToken:
        return words  # sealed with another key: nobody can read it any more
    return f"{words}\n{message.to}\n{message.subject}\n{message.text}"
