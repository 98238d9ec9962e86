"""ZIPs that wait between their dry run and the confirmation, sealed: they hold many customers' people."""

import base64
from datetime import datetime, timedelta
from uuid import UUID

from voorrang.audit.actions import record_system
from voorrang.audit.actor import Actor
from voorrang.cutover.models import CutoverFile
from voorrang.lib.sealing import seal, unseal

KEPT_FOR = timedelta(days=2)
_PURPOSE = "cutover"


def keep_file(*, name: str, content: bytes, by: Actor, at: datetime) -> CutoverFile:
    """Keep a ZIP until it is confirmed or dropped, at most two days; older ones go now."""
    CutoverFile.objects.filter(uploaded_at__lte=at - KEPT_FOR).delete()
    sealed = seal(_PURPOSE, base64.b64encode(content).decode())
    kept = CutoverFile.objects.create(file_name=name[:255], content=sealed, uploaded_at=at, uploaded_by=by.id)
    record_system("cutover.uploaded", by=by, at=at, data={"file": str(kept.id)})
    return kept


def file_of(file_id: UUID, at: datetime) -> CutoverFile:
    """Return a ZIP that waits. Raises `CutoverFile.DoesNotExist`: taken in, dropped, or too old."""
    return CutoverFile.objects.get(id=file_id, uploaded_at__gt=at - KEPT_FOR)


def content_of(kept: CutoverFile) -> bytes:
    """Return the ZIP itself."""
    return base64.b64decode(unseal(_PURPOSE, kept.content))


def drop_file(*, kept: CutoverFile, by: Actor, at: datetime) -> None:
    """Forget a ZIP; taken in, it is no longer needed."""
    record_system("cutover.dropped", by=by, at=at, data={"file": str(kept.id)})
    kept.delete()
