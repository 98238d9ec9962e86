"""Things of Rheinwerk that pages of the desk show by their id: a wrong answer, an estimate, a request to erase somebody."""

from typing import Any

from tests.cast import AT, OFFICE, serving
from tests.desk.door import LAPTOP, Scenery
from tests.entitlements.test_wrongly_refused import GAP
from tests.installed_base.fleet import take_in
from voorrang.audit.actor import SYSTEM
from voorrang.charges.models import CostEstimate
from voorrang.entitlements.finding import find_redress, standing_decisions
from voorrang.entitlements.models import Redress
from voorrang.privacy.erasure import request_erasure
from voorrang.privacy.models import ErasureRequest


def wrong_answer(scenery: Scenery) -> Any:
    """A laptop was refused; an import shows that a Care Pack covered it. Made once."""
    with serving(scenery.one):
        if found := Redress.objects.first():
            return found.id
    scenery.scene.ask(LAPTOP)
    take_in(scenery.one, GAP, at=AT)
    with serving(scenery.one):
        find_redress(decisions=standing_decisions(), by=SYSTEM, at=AT)
        return Redress.objects.order_by("id")[0].id


def cost(scenery: Scenery) -> list[Any]:
    """An estimate of what a case costs, with the case. Made once."""
    with serving(scenery.one):
        if found := CostEstimate.objects.first():
            return [found.case_id, found.id]
    return list(scenery.cost())


def erasure(scenery: Scenery) -> Any:
    """The end user asked to be erased. Made once."""
    with serving(scenery.one):
        if asked := ErasureRequest.objects.first():
            return asked.id
        return request_erasure(contact=scenery.one.end_user, reason="Asked by letter.", by=OFFICE, at=AT).id
