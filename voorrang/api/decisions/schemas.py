"""What is asked, and what a decision looks like."""

from collections.abc import Mapping
from datetime import datetime
from typing import Annotated, Any, Literal
from uuid import UUID

from django.utils.translation import gettext as _
from ninja import Schema
from pydantic import AwareDatetime, Field, StringConstraints

from voorrang.api.answers import moment
from voorrang.api.bodies import Line, Object
from voorrang.api.described import ReasonBody, language_of_answers
from voorrang.api.devices.schemas import Country, Kind
from voorrang.rules.explain import explain
from voorrang.rules.programme import Programme
from voorrang.rules.reasons import Reason

Outcome = Literal["entitled", "conditional", "chargeable", "base_warranty", "refused"]
Language = Annotated[Line, StringConstraints(max_length=16, pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")]
MOST_DEVICES = 100


class DeviceIn(Schema, extra="forbid"):
    """A device as the caller names it. The other fields count only for a serial that is in no fleet."""

    serial: Annotated[Line, Field(min_length=1, max_length=64, examples=["5CG1234XYZ"])]
    product_number: Annotated[
        Line, Field(max_length=64, description="Needed where several devices share a serial.")
    ] = ""
    kind: Kind | None = None
    maker: Annotated[Line, Field(max_length=64)] = ""
    country: Country | None = None


class CallerIn(Schema, extra="forbid"):
    """Who calls: looked up among the customer's contacts."""

    phone: Annotated[Line, Field(max_length=32, examples=["+49301234567"])] = ""
    email: Annotated[Line, Field(max_length=254)] = ""
    contact_id: UUID | None = None


class ClaimIn(Schema, extra="forbid"):
    """What is asked."""

    pin: Annotated[
        Line | None, Field(max_length=64, description="The helpdesk's PIN; it also names the customer of a call.")
    ] = None
    caller: CallerIn | None = None
    devices: Annotated[list[DeviceIn], Field(max_length=MOST_DEVICES)] = []
    country: Annotated[Country | None, Field(description="Where help is asked, ISO 3166.", examples=["DE"])] = None
    language: Annotated[Language | None, Field(description="In which language.", examples=["de"])] = None
    self_diagnosis: Annotated[
        Object,
        Field(
            description="What the helpdesk has found; its fields are your own.",
            examples=[{"steps": ["reseated memory"]}],
        ),
    ] = {}


class DecisionReasonBody(ReasonBody):
    """One cause of an outcome."""

    clauses: list[str] = Field(examples=[["K.1", "K.2"]])
    text: str
    tone: Literal["good", "info", "warn", "bad"]
    device: str | None = Field(description="The serial that it speaks of; null: the whole request.")


class DeviceDecisionBody(Schema):
    """The outcome for one device."""

    serial: str
    outcome: Outcome
    tier: str | None


class LanguageBody(Schema):
    """The language asked for, the one spoken now, and when the asked one is next spoken."""

    asked: str
    spoken: str
    open_now: bool
    opens_at: AwareDatetime | None


class EditionBody(Schema):
    """By which edition it was decided; the hashes name it to the byte."""

    programme: str
    edition: str
    terms: str
    coverage: str
    readings: str


class DecisionBody(Schema):
    """An answer to "may this be claimed?", with every reason."""

    id: UUID
    decided_at: AwareDatetime
    door: str
    outcome: Outcome = Field(
        description="From best to worst: entitled, conditional, chargeable, base_warranty, refused."
    )
    tier: str | None
    reasons: list[DecisionReasonBody]
    devices: list[DeviceDecisionBody]
    language: LanguageBody | None
    edition: EditionBody


class ObjectionBody(Schema):
    """How to object to a refusal."""

    text: str
    decision_id: UUID


class CheckBody(Schema):
    """A decision without a case. `cure` and `objection` come with a refusal."""

    decision: DecisionBody
    cure: str | None
    objection: ObjectionBody | None


def decision_body(
    *,
    id: UUID,  # noqa: A002 -- the field's name
    decided_at: datetime,
    door: str,
    answer: Mapping[str, Any],
    programme: Programme,
) -> dict[str, Any]:
    """Return a decision as JSON, told in the language of the request. `answer` is what `wire.decision_to_json` writes."""
    terms, coverage, readings = programme.identity
    return {
        "id": str(id),
        "decided_at": moment(decided_at),
        "door": door,
        "outcome": answer["outcome"],
        "tier": answer["tier"],
        "reasons": reasons_body(answer["reasons"], programme),
        "devices": [
            {"serial": one["ref"], "outcome": one["outcome"], "tier": one["tier"]} for one in answer["devices"]
        ],
        "language": answer["language"],
        "edition": {
            "programme": programme.code,
            "edition": programme.edition,
            "terms": terms,
            "coverage": coverage,
            "readings": readings,
        },
    }


def reasons_body(reasons: list[dict[str, Any]], programme: Programme) -> list[dict[str, Any]]:
    """Return stored reasons with clauses, text and cure."""
    language = language_of_answers()
    shown = []
    for reason in reasons:
        told = explain(Reason(reason["code"], reason["facts"], reason["device"]), programme, language)
        shown.append(
            {
                "clause": told.clauses[0] if told.clauses else None,
                "clauses": list(told.clauses),
                "code": told.code,
                "text": told.text,
                "tone": told.tone,
                "facts": reason["facts"],
                "cure": told.cure,
                "device": told.device,
            }
        )
    return shown


def with_remedies(decision: dict[str, Any]) -> dict[str, Any]:
    """Return a decision with what helps against a refusal: the nearest cure, and how to object."""
    if decision["outcome"] != "refused":
        return {"decision": decision, "cure": None, "objection": None}
    against = [reason for reason in decision["reasons"] if reason["tone"] == "bad" and reason["cure"]]
    cure = against[0]["cure"] if against else next((one["cure"] for one in decision["reasons"] if one["cure"]), None)
    return {"decision": decision, "cure": cure, "objection": objection(decision["id"])}


def objection(decision_id: str) -> dict[str, Any]:
    """Return how to object. Somebody named looks at it: a person may make an exception, a system may not."""
    text = _(
        "If you think this is wrong, ask the vendor's support desk to look again and quote the decision %(id)s. "
        "A person decides, and the answer comes with a name. Your rights under local law stay as they are."
    )
    return {"text": text % {"id": decision_id}, "decision_id": decision_id}
