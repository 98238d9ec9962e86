"""Opening a case: the decision always, the case unless it is refused."""

from http import HTTPStatus
from typing import Annotated

from django.http import HttpResponse
from ninja import Body
from pydantic import Field

from voorrang.api.answers import answer
from voorrang.api.bodies import Text
from voorrang.api.cases.router import router
from voorrang.api.cases.schemas import CaseBody, Impact, opened_body
from voorrang.api.decisions.asking import ambiguous, claim_of, note_call
from voorrang.api.decisions.recorded import recorded_body
from voorrang.api.decisions.schemas import CheckBody, ClaimIn, with_remedies
from voorrang.api.described import writing
from voorrang.api.door import DOOR, ApiRequest
from voorrang.cases.actions import open_case
from voorrang.cases.texts import LONGEST_BODY, LONGEST_TITLE
from voorrang.entitlements.actions import decide_request
from voorrang.installed_base.queries import SerialAmbiguous
from voorrang.lib.clock import now


class CaseIn(ClaimIn, extra="forbid"):
    """A case to open."""

    symptom: Annotated[
        Text,
        Field(min_length=1, max_length=LONGEST_BODY, description="What is wrong. The first line becomes the title."),
    ]
    impact: Annotated[Impact, Field(description="How many people it stops.")] = "one_person"


class OpenedBody(CheckBody):
    """The decision always, and the case unless the outcome is `refused`."""

    case: CaseBody | None


@router.post("/cases", response=writing({201: OpenedBody}), operation_id="openCase", summary="Open a case")
def open_by_api(request: ApiRequest, payload: Body[CaseIn]) -> HttpResponse:
    """Decide, and open a case on every outcome but `refused`: then `case` is null, and cure and objection say what helps."""
    claim = claim_of(request, payload)
    by, at = request.visitor.by, now()
    try:
        recorded = decide_request(claim=claim, door=DOOR, by=by, at=at)
    except SerialAmbiguous as error:
        raise ambiguous(error, payload) from None
    body = with_remedies(recorded_body(recorded))
    if recorded.outcome == "refused":
        note_call(request, claim, recorded)
        return answer(body | {"case": None}, HTTPStatus.CREATED)
    title, text = title_and_text(payload.symptom)
    spoken = recorded.answer.language
    case = open_case(
        recorded=recorded,
        title=title,
        body=text,
        impact=payload.impact,
        language=payload.language or (spoken.asked if spoken else recorded.programme.coverage.fallback_language),
        diagnosis=payload.self_diagnosis,
        door=DOOR,
        by=by,
        at=at,
    )
    note_call(request, claim, recorded, case)
    body["case"] = opened_body(case, recorded.devices, internal=request.visitor.is_vendor)
    return answer(body, HTTPStatus.CREATED, version=case.version, location=f"/api/v1/cases/{case.id}")


def title_and_text(symptom: str) -> tuple[str, str]:
    """Return the title of a symptom and its text: a short one is all title; of a long one nothing is lost."""
    first, *more = symptom.splitlines()
    if len(first) <= LONGEST_TITLE and not more:
        return first, ""
    if len(first) > LONGEST_TITLE:
        first = f"{first[: LONGEST_TITLE - 1].rsplit(' ', 1)[0].rstrip()}…"
    return first, symptom
