"""What the OpenAPI document says of every operation alike: problems, lists, texts in the reader's language."""

from collections.abc import Mapping
from http import HTTPStatus
from typing import Any, Literal

from django.utils.translation import get_language
from ninja import Schema
from pydantic import Field

from voorrang.rules.programme import Text


class ReasonBody(Schema):
    """One cause of an outcome, with the clause that says so and what would help."""

    clause: str | None = Field(description="The clause or assumption to cite first.", examples=["K.1"])
    code: str = Field(description="For programs; stays the same in every language.", examples=["cover_ended"])
    facts: dict[str, Any] = Field(examples=[{"days": 12, "ended_on": "2026-02-18"}])
    cure: str | None = Field(description="What to do about it.")


class FieldErrorBody(Schema):
    """One field that cannot be used."""

    field: str = Field(description="A path in the body, a parameter or a header.", examples=["devices[0].serial"])
    code: str = Field(examples=["missing"])
    message: str = Field(description="What is wrong, and what to do.")


class ProblemBody(Schema):
    """Why something was not done (RFC 9457). Nothing was changed."""

    type: str = Field(examples=["/api/v1/docs#problem-not-usable"])
    title: str
    status: int
    detail: str
    errors: list[FieldErrorBody]
    reasons: list[ReasonBody]


class ChangeBody(Schema):
    """An event that came in between."""

    id: str
    sequence: int
    type: str
    at: str
    side: Literal["customer", "vendor"]


class ChangedBody(ProblemBody):
    """The case has another version by now."""

    changes: list[ChangeBody]


_ALWAYS = (401, 403, 405, 500)
_READ = (404, 422)
_WRITE = (400, 404, 409, 413, 415, 422, 429)


def reading(body: Any, *more: int) -> dict[int, Any]:
    """Return ninja's response table of an operation that reads."""
    return {HTTPStatus.OK.value: body} | _problems(*_ALWAYS, *_READ, *more)


def writing(bodies: Mapping[int, Any], *more: int) -> dict[int, Any]:
    """Return ninja's response table of an operation that writes."""
    return dict(bodies) | _problems(*_ALWAYS, *_WRITE, *more)


def _problems(*codes: int) -> dict[int, Any]:
    bodies: dict[int, Any] = {HTTPStatus.PRECONDITION_FAILED.value: ChangedBody, HTTPStatus.NOT_MODIFIED.value: None}
    return {code: bodies.get(code, ProblemBody) for code in sorted(codes)}


def told(text: Text) -> str:
    """Return a text of the programme in the language of the request."""
    return text.get(language_of_answers()) or text["en"]


def language_of_answers() -> str:
    """Return the language that Accept-Language chose."""
    return get_language() or "en"
