"""An application as other systems read it: nothing about its citizen or its staff."""

from datetime import datetime

from ninja import Schema

from alo153.cases.models import Case
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.outcomes import Outcome
from alo153.citizens.channel import Channel


class CaseSummary(Schema):
    """An application without its words."""

    code: str
    kind: str
    topic: str
    state: State
    unit: str | None
    channel: Channel
    opened_at: datetime
    promised_at: datetime | None
    due_at: datetime | None
    closed_at: datetime | None
    urgent: bool


class PlaceOut(Schema):
    """The place, as far as it is known."""

    district: str | None
    neighborhood: str | None
    address: str
    lat: float | None
    lon: float | None


class AnswerOut(Schema):
    """The answer that the citizen was told, approved by the center."""

    outcome: Outcome
    text: str
    approved_at: datetime


class CaseOut(CaseSummary):
    """An application with its words and answers."""

    text: str
    place: PlaceOut
    answers: list[AnswerOut]


class StepOut(Schema):
    """A step of the timeline; `title` and `detail` are in the language of Accept-Language."""

    at: datetime
    event: str
    title: str
    detail: str


def summary(case: Case) -> CaseSummary:
    """Return a case as a list shows it; no query."""
    return CaseSummary(
        code=case.tracking_code,
        kind=case.kind_id,
        topic=case.topic.slug,
        state=State(case.state),
        unit=case.unit.slug if case.unit else None,
        channel=Channel(case.channel),
        opened_at=case.opened_at,
        promised_at=case.promised_at,
        due_at=case.due_at,
        closed_at=case.closed_at,
        urgent=case.urgent_at is not None,
    )


def whole(case: Case) -> CaseOut:
    """Return a case with its words; one query, for the answers."""
    place = case.place
    return CaseOut(
        **summary(case).model_dump(),
        text=case.text,
        place=PlaceOut(
            district=place.district.slug if place.district else None,
            neighborhood=place.neighborhood.slug if place.neighborhood else None,
            address=place.address,
            lat=place.point.lat if place.point else None,
            lon=place.point.lon if place.point else None,
        ),
        answers=[
            AnswerOut(
                outcome=Outcome(answer.outcome),
                text=answer.plain_text,
                approved_at=answer.approved_at,
            )
            for answer in case.answers.all()
            if answer.approved_at
        ],
    )
