"""`voorrang privacy ...`: the data map, retention, the erasure of a person and its export."""

import argparse
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING, Any

from voorrang.cli.context import application
from voorrang.cli.parser import FINDINGS, FINE, Commands, UsageError, answer, command, complain, group

if TYPE_CHECKING:  # Django is loaded only when the command runs
    from voorrang.accounts.models import Contact

RETENTION = """Without --run it says what is due to go, by kind, and changes nothing. With --run it lets it go, as each night.
What is under a legal hold stays. The periods are the vendor's own: VOORRANG_RETENTION names a file with others."""
ERASE = """Erases a person of a customer for good: a pseudonym takes the place of name, mail address and phone, words that the
person wrote or that name it go. Without --confirm it says what would go. After a restore from a backup, run it again for
everybody who was erased since: `voorrang privacy erasures` lists them by id; keep that list elsewhere."""


def add(commands: Commands) -> None:
    """Declare the topic."""
    topic = group(commands, "privacy", "data map, retention, erasure and export of a person")
    mapped = command(topic, "map", _map, "say of every field what it holds, why, and until when", listing=True)
    mapped.add_argument("--markdown", action="store_true", help="as docs/data-map.md")
    swept = command(topic, "retention", _retention, "say what is due to go", more=RETENTION, listing=True)
    swept.add_argument("--run", dest="let_go", action="store_true", help="let it go now")
    erased = command(topic, "erase", _erase, "erase a person", more=ERASE, listing=True)
    _names_person(erased)
    erased.add_argument("--reason", default="", help="why; needed with --confirm")
    erased.add_argument("--confirm", action="store_true", help="erase for good")
    command(topic, "erasures", _erasures, "list who was erased, by id and pseudonym", listing=True)
    taken = command(topic, "export", _export, "write a person's data into a ZIP file", listing=True)
    _names_person(taken)
    taken.add_argument("--out", type=Path, required=True, metavar="FILE", help="the ZIP file to write")


def _names_person(parser: argparse.ArgumentParser) -> None:
    parser.add_argument("--customer", required=True, metavar="CODE", help="the customer's code")
    parser.add_argument("--person", required=True, metavar="ID", help="the contact's id, or its mail address")


def _map(arguments: argparse.Namespace) -> int:
    with application():
        from voorrang.privacy.data_map import as_json
        from voorrang.privacy.map_page import as_markdown

        if arguments.markdown:
            print(as_markdown(), end="")
        elif arguments.json:
            answer(as_json())
        else:
            for one in as_json():
                print(
                    f"{one['model']}.{one['field']}: {one['class']} ({one['purpose']}, {one['basis']}, {one['kept']})"
                )
    return FINE


def _retention(arguments: argparse.Namespace) -> int:
    with application():
        from voorrang.lib.clock import now
        from voorrang.privacy.retention import due, let_go

        if arguments.let_go:
            gone = let_go(now())
            if arguments.json:
                answer({"gone": gone})
            complain(f"{sum(gone.values())} records went")
            return FINE
        found = due(now())
        if arguments.json:
            answer([{"kind": one.kind, "days": one.days, "due": one.due, "held": one.held} for one in found])
        else:
            for one in found:
                print(f"{one.kind}: kept {one.days} days, {one.due} due, {one.held} kept by a hold")
    return FINE


def _erase(arguments: argparse.Namespace) -> int:
    with application(), _person(arguments) as contact:
        from voorrang.audit.actor import SYSTEM
        from voorrang.lib.clock import now
        from voorrang.privacy.erasure import carry_out, confirm_erasure, erasure_of, preview, request_erasure
        from voorrang.privacy.models import ErasureRequest
        from voorrang.privacy.refusals import PrivacyRefusal, ReasonMissing

        at = now()
        if not arguments.confirm:
            found = preview(ErasureRequest(customer_id=contact.customer_id, contact_id=contact.id))
            told: Any = [{"table": one.label, "own": one.own, "naming": one.naming} for one in found]
            if arguments.json:
                answer(told)
            else:
                for one in found:
                    print(f"{one.label}: {one.own} own, {one.naming} naming")
            complain("Nothing was changed. --confirm erases.")
            return FINE
        try:
            done = erasure_of(contact.id)
            if done is None:
                asked = request_erasure(contact=contact, reason=arguments.reason, by=SYSTEM, at=at)
                done = confirm_erasure(asked=asked, by=SYSTEM, at=at)
            done = carry_out(erasure=done, by=SYSTEM, at=at)
        except ReasonMissing as error:
            message = "--confirm needs a --reason: why is this person erased?"
            raise UsageError(message) from error
        except PrivacyRefusal as error:
            complain(f"Nothing was erased: {type(error).__name__}: {error}")
            return FINDINGS
        if arguments.json:
            answer({"pseudonym": done.pseudonym, "touched": done.touched, "proof": done.proof})
        complain(f"Erased as {done.pseudonym}; {sum(done.touched.values())} rows changed or removed.")
    return FINE


def _erasures(arguments: argparse.Namespace) -> int:
    with application():
        from django.db import transaction

        from voorrang.lib.tenancy import on_side
        from voorrang.privacy.models import Erasure

        with transaction.atomic(), on_side("vendor"):
            rows = [
                {
                    "customer": one.customer.code,
                    "contact": str(one.contact_id),
                    "pseudonym": one.pseudonym,
                    "done_at": one.done_at.isoformat() if one.done_at else None,
                    "proof": one.proof,
                }
                for one in Erasure.objects.select_related("customer").order_by("confirmed_at", "id")
            ]
    if arguments.json:
        answer(rows)
    else:
        for row in rows:
            print(f"{row['customer']} {row['contact']} {row['pseudonym']} {row['done_at'] or 'not yet'}")
    return FINE


def _export(arguments: argparse.Namespace) -> int:
    with application(), _person(arguments) as contact:
        from voorrang.audit.actor import SYSTEM
        from voorrang.lib.clock import now
        from voorrang.privacy.export import export_person

        content = export_person(contact=contact, by=SYSTEM, at=now())
        try:
            arguments.out.write_bytes(content)
        except OSError as error:
            message = f"{arguments.out} cannot be written ({error.strerror}). Name another file."
            raise UsageError(message) from error
        if arguments.json:
            answer({"file": str(arguments.out), "bytes": len(content)})
    return FINE


@contextmanager
def _person(arguments: argparse.Namespace) -> "Iterator[Contact]":
    """Open the customer and find its contact."""
    from uuid import UUID

    from django.db import transaction

    from voorrang.accounts.models import Contact, Customer
    from voorrang.accounts.queries import customer_by_code
    from voorrang.lib.tenancy import customer_selected, on_side

    try:
        customer = customer_by_code(arguments.customer)
    except Customer.DoesNotExist as error:
        message = f"There is no customer {arguments.customer}."
        raise UsageError(message) from error
    with transaction.atomic(), on_side("vendor"), customer_selected(customer.id):
        found = Contact.objects.order_by("-created_at")
        try:
            contact = found.filter(id=UUID(arguments.person)).first()
        except ValueError:
            contact = found.filter(email__iexact=arguments.person).first()
        if contact is None:
            message = f"{arguments.customer} has no contact {arguments.person}. Give its id, or its mail address."
            raise UsageError(message)
        yield contact
