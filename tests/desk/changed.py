"""A change of the programme as pages meet it: a comparison that has looked at Rheinwerk, its notice, and a ZIP that waits."""

from uuid import UUID

from tests.cast import AT, OFFICE, PROGRAMME, serving
from tests.cutover.files import example
from tests.desk.door import Scenery
from voorrang.cutover.models import CutoverFile
from voorrang.cutover.uploads import keep_file
from voorrang.editions.store import hashes_at
from voorrang.lib.tenancy import on_side
from voorrang.notices.actions import ask
from voorrang.notices.models import Comparison, Notice


def comparison(_: Scenery) -> UUID:
    """Return the id of a comparison of the edition in use with itself."""
    known = Comparison.objects.first()
    hashes = hashes_at(PROGRAMME, AT)
    return (known or ask(programme=PROGRAMME, before=hashes, after=hashes, starts_at=AT, by=OFFICE, at=AT)).id


def notice(scenery: Scenery) -> UUID:
    """Return the id of a notice to the scenery's customer that waits."""
    with on_side("vendor"), serving(scenery.one):
        made, _is_new = Notice.objects.get_or_create(
            customer=scenery.one.customer,
            change="one",
            defaults={
                "comparison_id": comparison(scenery),
                "language": "en",
                "text": "Something changes.",
                "due_at": AT,
                "effective_at": AT,
                "drafted_at": AT,
            },
        )
    return made.id


def waiting_file(_: Scenery) -> UUID:
    """Return the id of a ZIP that waits for its confirmation."""
    known = CutoverFile.objects.first()
    return (known or keep_file(name="move.zip", content=example(contacts=""), by=OFFICE, at=AT)).id
