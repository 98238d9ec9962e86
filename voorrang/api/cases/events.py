"""What happened on a case, and saying something more."""

from http import HTTPStatus
from typing import Annotated, Any, Literal
from uuid import UUID

from django.http import HttpResponse
from django.utils.translation import gettext as _
from ninja import Body, Query, Schema
from pydantic import AwareDatetime, Field

from voorrang.api.answers import answer, expected_version, is_known, moment, not_modified
from voorrang.api.bodies import Line, Object, Text
from voorrang.api.cases.reading import the_case
from voorrang.api.cases.router import router
from voorrang.api.described import reading, writing
from voorrang.api.door import ApiRequest
from voorrang.api.pages import Paging, page
from voorrang.api.problems import FieldError, not_usable
from voorrang.audit.actions import record_reading
from voorrang.cases import actions
from voorrang.cases.models import Case, CaseEvent
from voorrang.cases.queries import StoryEntry, case_timeline
from voorrang.cases.texts import LONGEST_BODY
from voorrang.lib.clock import now

Saying = Literal["reply", "diagnosis", "answer", "question", "note", "resolution"]
_OF_CUSTOMER = ("reply", "diagnosis")
_OF_VENDOR = ("answer", "question", "note", "resolution", "diagnosis")


class ByBody(Schema):
    """Who did it. `name` is empty for a system, and for somebody whose data was erased."""

    side: Literal["customer", "vendor"]
    kind: Literal["user", "token", "caller", "system"]
    name: str


class EventBody(Schema):
    """One thing that happened."""

    id: UUID
    sequence: int = Field(description="From 1; the version of the case after it.")
    type: str = Field(examples=["case.answered"])
    at: AwareDatetime
    by: ByBody
    internal: bool = Field(description="Only tokens of the vendor see internal events.")
    text: str
    language: str
    data: dict[str, Any]


class EventPage(Schema):
    """A page of events."""

    items: list[EventBody]
    next: str | None


class EventIn(Schema, extra="forbid"):
    """Something to say in a case."""

    type: Annotated[
        Saying | None,
        Field(
            description="A customer's token sends `reply` (the default) or `diagnosis`. A token of the vendor sends `answer` "
            "(the default), `question` (the clocks stand still until the customer replies), `note` (the customer does not "
            "see it), `resolution` or `diagnosis`."
        ),
    ] = None
    text: Annotated[Text, Field(max_length=LONGEST_BODY)] = ""
    language: Annotated[Line, Field(max_length=16, examples=["de"])] = ""
    self_diagnosis: Annotated[Object | None, Field(description="What was found; with `diagnosis` only.")] = None


@router.get(
    "/cases/{uuid:case_id}/events",
    response=reading(EventPage, 304),
    operation_id="listCaseEvents",
    summary="Read what happened",
)
def list_events(request: ApiRequest, case_id: UUID, wanted: Query[Paging]) -> HttpResponse:
    """Oldest first."""
    case = the_case(request, case_id)
    list_name = f"events {case_id}"
    place = wanted.place(list_name)
    if is_known(request, case.version):
        return not_modified(case.version)
    record_reading(subject_kind="case", subject_id=case.id, by=request.visitor.by, at=now())
    after = int(place[0]) if place else 0
    entries = [one for one in case_timeline(case, internal=request.visitor.is_vendor) if one.event.sequence > after]
    response = page(list_name, wanted, entries, event_body, lambda entry: [str(entry.event.sequence)])
    response.headers["ETag"] = f'"{case.version}"'
    return response


@router.post(
    "/cases/{uuid:case_id}/events",
    response=writing({201: EventBody}, 412),
    operation_id="addCaseEvent",
    summary="Say something in a case",
)
def add_event(request: ApiRequest, case_id: UUID, payload: Body[EventIn]) -> HttpResponse:
    """Reply, answer, ask back, note, resolve or record a diagnosis. With If-Match: only if nothing came in between."""
    case = the_case(request, case_id)
    event = _say(request, case, payload)
    body = event_body(StoryEntry(event, "", payload.text, payload.language))
    location = f"/api/v1/cases/{case.id}/events"
    return answer(body, HTTPStatus.CREATED, version=case.version, location=location)


def _say(request: ApiRequest, case: Case, payload: EventIn) -> CaseEvent:
    by, at, expected = request.visitor.by, now(), expected_version(request)
    allowed = _OF_VENDOR if by.side == "vendor" else _OF_CUSTOMER
    saying = payload.type or allowed[0]
    if saying not in allowed:
        message = _("type: is not for this token; choose one of %(allowed)s.") % {"allowed": ", ".join(allowed)}
        raise not_usable(FieldError("type", "of_other_side", message))
    if (saying == "diagnosis") != (payload.self_diagnosis is not None):
        message = _("self_diagnosis: goes with the type diagnosis; send both or neither.")
        raise not_usable(FieldError("self_diagnosis", "missing" if saying == "diagnosis" else "not_here", message))
    words: dict[str, Any] = {
        "case": case,
        "text": payload.text,
        "language": payload.language,
        "by": by,
        "at": at,
        "expected_version": expected,
    }
    match saying:
        case "reply":
            return actions.customer_reply(**words)
        case "question":
            return actions.ask_back(**words)
        case "resolution":
            return actions.resolve(**words)
        case "diagnosis":
            return actions.record_diagnosis(diagnosis=payload.self_diagnosis or {}, **words)
        case _:
            return actions.answer(internal=saying == "note", **words)


def event_body(entry: StoryEntry) -> dict[str, Any]:
    """Return an event as JSON."""
    event = entry.event
    return {
        "id": str(event.id),
        "sequence": event.sequence,
        "type": event.type,
        "at": moment(event.at),
        "by": {"side": event.by_side, "kind": event.by_kind, "name": entry.who},
        "internal": event.internal,
        "text": entry.text,
        "language": entry.language,
        "data": event.data,
    }
