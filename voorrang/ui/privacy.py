"""What both doors show of privacy."""

from collections.abc import Iterable
from typing import Any

from django.http import HttpResponse

from voorrang.privacy.data_map import Mapped
from voorrang.privacy.wording import BASES, KINDS, PURPOSES, RECORDS


def held_lines(found: Iterable[tuple[Mapped, int]]) -> list[dict[str, Any]]:
    """Return lines for a table: what is held, how many rows, why, and by which period it goes."""
    return [
        {
            "name": RECORDS.get(entry.label, entry.model._meta.verbose_name),
            "count": count,
            "purpose": PURPOSES[entry.purpose],
            "basis": BASES[entry.basis],
            "kept": KINDS[entry.kept],
        }
        for entry, count in found
    ]


def zip_answer(content: bytes, name: str) -> HttpResponse:
    """Return a ZIP file for download, which nobody keeps on the way."""
    answer = HttpResponse(content, content_type="application/zip")
    answer.headers["Content-Disposition"] = f'attachment; filename="{name}.zip"'
    answer.headers["Cache-Control"] = "no-store"
    return answer
