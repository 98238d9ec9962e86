"""The neutral look-up for any telephony or bot platform: PIN or token, serial, country and language in, decision out."""

from http import HTTPStatus

from django.http import HttpResponse
from ninja import Body

from voorrang.api.answers import answer
from voorrang.api.decisions.asking import ambiguous, claim_of, note_call
from voorrang.api.decisions.recorded import recorded_body
from voorrang.api.decisions.router import router
from voorrang.api.decisions.schemas import CheckBody, ClaimIn, with_remedies
from voorrang.api.described import writing
from voorrang.api.door import DOOR, ApiRequest
from voorrang.entitlements.actions import decide_request
from voorrang.installed_base.queries import SerialAmbiguous
from voorrang.lib.clock import now


@router.post(
    "/entitlement-checks",
    response=writing({201: CheckBody}),
    operation_id="checkEntitlement",
    summary="Ask whether support may be claimed, without opening a case",
)
def check_entitlement(request: ApiRequest, payload: Body[ClaimIn]) -> HttpResponse:
    """Decide and record the decision. A refusal is an answer too: 201 with the reasons, the cure and how to object."""
    claim = claim_of(request, payload)
    try:
        recorded = decide_request(claim=claim, door=DOOR, by=request.visitor.by, at=now())
    except SerialAmbiguous as error:
        raise ambiguous(error, payload) from None
    note_call(request, claim, recorded)
    return answer(with_remedies(recorded_body(recorded)), HTTPStatus.CREATED)
