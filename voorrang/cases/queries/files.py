"""The files of a case."""

from uuid import UUID

from django.db.models import QuerySet

from voorrang.cases.models import Case, CaseFile


def files_of(case: Case, *, internal: bool) -> QuerySet[CaseFile]:
    """Return the files of a case, oldest first; `internal` adds those that only the vendor's people see."""
    files = CaseFile.objects.filter(case_id=case.id).order_by("added_at", "id")
    return files if internal else files.filter(internal=False)


def file_of(case: Case, file_id: UUID, *, internal: bool) -> CaseFile:
    """Return one file of a case. Raises `CaseFile.DoesNotExist`."""
    file: CaseFile = files_of(case, internal=internal).select_related("case").get(id=file_id)
    return file
