"""Files of a case: added, and removed again by the side that added them."""

from datetime import datetime
from pathlib import Path

from django.db import transaction
from django.utils.translation import gettext_lazy as _

from voorrang.audit.actor import Actor
from voorrang.cases.change import changing
from voorrang.cases.kinds_of_file import (
    HEAD,
    LARGEST_FILE,
    MOST_FILES,
    FileNotUsable,
    SentFile,
    media_type_of,
    tidy_name,
)
from voorrang.cases.models import Case, CaseFile
from voorrang.cases.refusals import ActOfOtherSide
from voorrang.cases.status import Act
from voorrang.gateways.scanner import FileHarmful, Scanner
from voorrang.lib.files import erase, keep
from voorrang.lib.ids import uuid7


def add_file(
    *,
    case: Case,
    sent: SentFile,
    folder: Path,
    scanner: Scanner,
    internal: bool = False,
    by: Actor,
    at: datetime,
) -> CaseFile:
    """Keep a file of at most `LARGEST_FILE` bytes with the case. What the vendor waited for sets its clocks going again.

    Raises `FileNotUsable`, or a `CaseRefusal` where the case takes no more.
    """
    called = tidy_name(sent.name)
    _check_size(called, sent.size)
    blocks = list(sent.content)
    media_type = media_type_of(called, b"".join(blocks[:1])[:HEAD])
    _scan(scanner, called, blocks)
    with changing(case, Act.FILE, by=by, at=at, expected_version=None) as change:
        if CaseFile.objects.filter(case_id=case.id).count() >= MOST_FILES:
            message = _("A case takes %(most)d files. Remove one, or put several into a ZIP file.")
            raise FileNotUsable(message % {"most": MOST_FILES}, "too_many_files")
        file_id = uuid7()
        kept = keep(folder, case.customer_id, file_id, blocks)
        file: CaseFile = CaseFile.objects.create(
            id=file_id,
            customer_id=case.customer_id,
            case_id=case.id,
            name=called,
            media_type=media_type,
            size=kept.size,
            sha256=kept.sha256,
            internal=internal,
            added_at=at,
            added_by=by.id,
            added_side=by.side,
        )
        waited = change.standing.status == "waiting"
        change.append("case.file_added", internal=internal, data={"file": str(file_id), "size": kept.size})
        if waited and by.side == "customer":
            change.append("case.replied", data={"file": str(file_id)})
    return file


def remove_file(*, file: CaseFile, folder: Path, by: Actor, at: datetime) -> None:
    """Take a file away for good; that there was one stays in the story. Raises `ActOfOtherSide`."""
    case: Case = file.case
    if file.added_side != by.side:
        raise ActOfOtherSide(case.number)
    with changing(case, Act.FILE, by=by, at=at, expected_version=None) as change:
        customer_id, file_id = file.customer_id, file.id
        change.append("case.file_removed", internal=file.internal, data={"file": str(file_id)})
        file.delete()
        transaction.on_commit(lambda: erase(folder, customer_id, file_id))


def _scan(scanner: Scanner, name: str, blocks: list[bytes]) -> None:
    try:
        scanner.check(name, blocks)
    except FileHarmful as error:
        message = _("%(name)s was not kept: our scanner found %(finding)s in it. Clean the machine that it comes from.")
        raise FileNotUsable(message % {"name": name, "finding": error.finding}, "harmful") from error
    except OSError as error:
        message = _(
            "%(name)s could not be checked for malware just now, so it was not kept. Send it again in some minutes."
        )
        raise FileNotUsable(message % {"name": name}, "not_checked") from error


def _check_size(name: str, size: int) -> None:
    if size == 0:
        message = _("%(name)s is empty. Choose another file.")
        raise FileNotUsable(message % {"name": name}, "empty")
    if size > LARGEST_FILE:
        message = _("%(name)s has %(size)d MB, %(most)d MB are possible. Send a part of it, or pack it.")
        sizes = {"size": -(-size // 1_000_000), "most": LARGEST_FILE // 1_000_000}
        raise FileNotUsable(message % {"name": name, **sizes}, "too_large")
