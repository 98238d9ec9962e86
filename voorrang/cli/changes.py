"""Whom a change of the programme touches, at the terminal: one customer after the other, each behind its wall."""

import argparse
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voorrang.cli.context import application
from voorrang.cli.parser import FINDINGS, FINE, UsageError, answer, complain

if TYPE_CHECKING:  # Django is loaded only when the command runs
    from voorrang.editions.sides import Side


def diff_in_words(arguments: argparse.Namespace, old: Path, new: Path) -> int:
    """Tell in sentences what differs between two folders and, if asked, whom it touches."""
    with application():
        from voorrang.editions.findings import ProgrammeInvalid
        from voorrang.editions.sides import folder_side
        from voorrang.editions.told_changes import told_changes

        try:
            before, after = folder_side(old), folder_side(new)
        except ProgrammeInvalid as invalid:
            complain(str(invalid))
            return FINDINGS
        told = told_changes(before.programme, after.programme, arguments.language)
        touched = _touched(before, after, arguments.language) if arguments.customers else []
    if arguments.json:
        changes = [one._asdict() for one in told]
        answer({"changes": changes, "customers": touched} if arguments.customers else changes)
    else:
        for one in told:
            print(f"{one.topic}: {one.text}{_cited(one.clauses)}")
        _print(touched)
    complain(f"{len(told)} difference(s)" + (f", {len(touched)} customer(s) touched" if arguments.customers else ""))
    return FINDINGS if told else FINE


def preview(arguments: argparse.Namespace) -> int:
    """Tell whom other readings would touch, now."""
    choices = dict(one.partition("=")[::2] for one in arguments.reading)
    if wrong := [one for one in arguments.reading if "=" not in one]:
        message = f"{wrong[0]!r} names no choice. Write READING=CHOICE; `voorrang programme show` names both."
        raise UsageError(message)
    with application() as found:
        from voorrang.editions.readings import ReadingUnknown
        from voorrang.editions.sides import stored_side
        from voorrang.editions.store import hashes_at
        from voorrang.lib.clock import now

        before = stored_side(hashes_at(found.programme, now()))
        try:
            after = before.with_readings(choices)
        except ReadingUnknown as error:
            raise UsageError(str(error)) from error
        touched = _touched(before, after, "en")
    eligibility = [one for one in touched if "eligibility" in one["facts"]]
    if arguments.json:
        answer({"readings": choices, "eligibility_changes": len(eligibility), "customers": touched})
    else:
        _print(touched)
    complain(f"{len(touched)} customer(s) touched, eligibility changes for {len(eligibility)}; nothing is switched")
    return FINDINGS if touched else FINE


def _touched(before: "Side", after: "Side", language: str) -> list[dict[str, Any]]:
    return list(_looked_at(before, after, language))


def _looked_at(before: "Side", after: "Side", language: str) -> Iterator[dict[str, Any]]:
    from django.db import transaction
    from django.utils import translation

    from voorrang.accounts.models import Customer
    from voorrang.lib.clock import now
    from voorrang.lib.tenancy import customer_selected, on_side
    from voorrang.notices.touching import touches
    from voorrang.notices.wording import facts_in_words

    at = now()
    for customer in Customer.objects.filter(programme=before.programme.code).order_by("code"):
        with transaction.atomic(), on_side("vendor"), customer_selected(customer.id):
            facts = touches(before, after, at)
        if facts:
            with translation.override(language):
                words = facts_in_words(facts, before.programme, language)
            yield {"customer": customer.code, "name": customer.name, "facts": facts, "words": words}


def _print(touched: list[dict[str, Any]]) -> None:
    for one in touched:
        print(f"{one['customer']} {one['name']}")
        for line in one["words"]:
            print(f"  {line}")


def _cited(clauses: tuple[str, ...]) -> str:
    return f" ({', '.join(clauses)})" if clauses else ""
