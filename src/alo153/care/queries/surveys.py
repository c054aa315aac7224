"""Surveys of staff: the open one, and what came of closed ones."""

from collections import defaultdict
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.care.models import Survey, SurveyEnvelope, SurveyTurn
from alo153.care.permissions import HOLD_SURVEYS
from alo153.care.rules import Agreement, agreement


@dataclass(frozen=True)
class Result:
    """The staff's answers to a statement; None if too few answered it."""

    statement: str
    said: Agreement | None


def open_now(at: datetime) -> Survey | None:
    """Return the survey that can be answered."""
    return Survey.objects.filter(opened_at__lte=at, closes_at__gt=at).order_by("-year").first()


def has_answered(asker: User, survey: Survey) -> bool:
    """Say whether the asker had their turn."""
    return SurveyTurn.objects.filter(survey=survey, person=asker).exists()


def held(asker: User) -> QuerySet[Survey]:
    """Return all surveys, the newest first.

    Raises:
        PermissionDenied: they hold none.
    """
    if not asker.may(HOLD_SURVEYS):
        raise PermissionDenied
    return Survey.objects.order_by("-year")


def results(asker: User, survey: Survey, at: datetime) -> list[Result]:
    """Return what staff said, once a survey is closed and counted: until then there are no sums.

    Raises:
        PermissionDenied: they hold no surveys.
    """
    if not asker.may(HOLD_SURVEYS):
        raise PermissionDenied
    if at < survey.closes_at or SurveyEnvelope.objects.filter(survey=survey).exists():
        return []
    counts: dict[int, dict[int, int]] = defaultdict(dict)
    for row in survey.counts.all():
        counts[row.statement][row.value] = row.count
    return [
        Result(statement, agreement(counts[place]))
        for place, statement in enumerate(survey.statements)
    ]
