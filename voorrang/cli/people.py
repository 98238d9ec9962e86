"""`voorrang people ...`: letting somebody in again who has lost every second factor."""

import argparse

from voorrang.cli.context import application
from voorrang.cli.parser import FINE, Commands, UsageError, answer, command, complain, group

FORGET = """Forgets keys, app and recovery codes of a person, and logs it out everywhere; the next log-in leads to setting one up.
Make sure first who is asking, by another way than a mail. The reason stands in the trail."""


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(commands, "people", "let somebody in again who has lost every second factor")
    forget = command(topic, "forget-factors", _forget, "forget a person's second factors", more=FORGET, listing=True)
    forget.add_argument("email", help="the person's mail address")
    forget.add_argument("--reason", required=True, help="who asked, and how you made sure")


def _forget(arguments: argparse.Namespace) -> int:
    with application():
        from django.db import transaction

        from voorrang.accounts.actions import forget_second_factors
        from voorrang.accounts.models import User
        from voorrang.audit.actor import SYSTEM
        from voorrang.lib.clock import now

        with transaction.atomic():
            user = User.objects.filter(email=arguments.email.strip().lower()).first()
            if user is None:
                message = f"Nobody signs in with {arguments.email}. Write the address as in the person's log-in."
                raise UsageError(message)
            count = forget_second_factors(user=user, reason=arguments.reason, by=SYSTEM, at=now())
    if arguments.json:
        answer({"forgotten": count})
    else:
        complain(f"{count} forgotten. The next log-in leads to setting one up.")
    return FINE
