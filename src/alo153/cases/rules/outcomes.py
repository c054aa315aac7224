"""Outcomes of a unit's answer, and the data that each outcome demands. Pure."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from alo153.city.rules.evidence import Evidence


class Outcome(StrEnum):
    """The typed result of a case."""

    DONE = "done"
    PARTLY = "partly"
    REFUSED = "refused"
    PLANNED = "planned"
    NOT_OURS = "not_ours"
    DUPLICATE = "duplicate"
    NOT_FOUND = "not_found"


OUTCOME_LABELS = {
    Outcome.DONE: _("done"),
    Outcome.PARTLY: _("partly done"),
    Outcome.REFUSED: _("refused"),
    Outcome.PLANNED: _("planned"),
    Outcome.NOT_OURS: _("another body is responsible"),
    Outcome.DUPLICATE: _("duplicate of another case"),
    Outcome.NOT_FOUND: _("could not be found"),
}


class Need(StrEnum):
    """A field that an outcome may demand; the name of the form's field."""

    TEXT = "text"
    LEGAL_BASIS = "legal_basis"
    PLANNED_DATE = "planned_date"
    RESPONSIBLE_BODY = "responsible_body"
    DUPLICATE_OF = "duplicate_of"
    PHOTO = "photos"
    VISIT = "visited_at"
    DOCUMENT = "document_number"


NEEDS: Mapping[Outcome, frozenset[Need]] = {
    Outcome.DONE: frozenset({Need.TEXT}),
    Outcome.PARTLY: frozenset({Need.TEXT}),
    Outcome.REFUSED: frozenset({Need.TEXT, Need.LEGAL_BASIS}),
    Outcome.PLANNED: frozenset({Need.TEXT, Need.PLANNED_DATE}),
    Outcome.NOT_OURS: frozenset({Need.TEXT, Need.RESPONSIBLE_BODY}),
    Outcome.DUPLICATE: frozenset({Need.TEXT, Need.DUPLICATE_OF}),
    Outcome.NOT_FOUND: frozenset({Need.TEXT}),
}

_SHOWN_BY = {
    Evidence.PHOTO: Need.PHOTO,
    Evidence.VISIT: Need.VISIT,
    Evidence.DOCUMENT: Need.DOCUMENT,
}


def evidence_for(outcome: Outcome, demands: Mapping[str, Sequence[str]]) -> frozenset[Need]:
    """Return the evidence that a topic demands of this outcome (`Topic.evidence`)."""
    return frozenset(_SHOWN_BY[Evidence(kind)] for kind in demands.get(outcome, ()))


MISSING = {
    Need.TEXT: _("Write what was done, in a sentence the citizen will understand."),
    Need.LEGAL_BASIS: _("Name the law or rule that the refusal rests on."),
    Need.PLANNED_DATE: _("Give the date it is planned for; it must be in the future."),
    Need.RESPONSIBLE_BODY: _("Name the body that is responsible."),
    Need.DUPLICATE_OF: _("Give the tracking code of the other case."),
    Need.PHOTO: _("Add a photo that shows it; this topic is not closed without one."),
    Need.VISIT: _("Write when somebody of you was there; not before the application, not later."),
    Need.DOCUMENT: _("Write the number of the document that it rests on."),
}


@dataclass(frozen=True, kw_only=True)
class Finding:
    """The unit's finding.

    ``duplicate_of`` is a normalized tracking code; ``photos`` counts those the unit added.
    """

    outcome: Outcome
    text: str
    legal_basis: str = ""
    planned_date: date | None = None
    responsible_body: str = ""
    duplicate_of: str = ""
    photos: int = 0
    visited_at: datetime | None = None
    document_number: str = ""

    def missing(self, *, today: date, evidence: frozenset[Need] = frozenset()) -> frozenset[Need]:
        """Return what this outcome and its topic demand and the finding does not have.

        A planned date that has passed counts as missing.

        Args:
            evidence: what the topic demands of this outcome (`evidence_for`).
        """
        demanded = NEEDS[self.outcome] | evidence
        lacking = {need for need in demanded if not getattr(self, need.value)}
        if self.outcome is Outcome.PLANNED and self.planned_date and self.planned_date <= today:
            lacking.add(Need.PLANNED_DATE)
        return frozenset(lacking)


class Incomplete(Exception):
    """The finding lacks what its outcome demands; ``missing`` names the fields."""

    def __init__(self, missing: frozenset[Need]) -> None:
        super().__init__(", ".join(sorted(missing)))
        self.missing = missing
