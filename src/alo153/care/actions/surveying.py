"""Ask the staff once a year, without a way back from an answer to a person."""

from collections import Counter
from collections.abc import Mapping, Sequence
from datetime import datetime
from typing import Final

from django.db import IntegrityError, transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.care import sealing
from alo153.care.actions.visiting import NoKey
from alo153.care.models import Survey, SurveyCount, SurveyEnvelope, SurveyTurn
from alo153.care.permissions import HOLD_SURVEYS
from alo153.care.rules import VALUES
from alo153.city.queries import local_time

_NONE: Final = "0"
"""Stands for a statement that somebody left out."""


class AskedThisYear(ValueError):
    """There is a survey of this year."""


class NotOpen(ValueError):
    """The survey is closed."""


class Answered(ValueError):
    """They have answered already."""


@transaction.atomic
def open_survey(
    *, statements: Sequence[str], closes_at: datetime, by: User, at: datetime
) -> Survey:
    """Ask everybody from now on; the statements do not change any more.

    Raises:
        NotPermitted: they hold no surveys.
        AskedThisYear: one survey a year is enough.
        NoKey: answers could not be sealed.
    """
    permit(HOLD_SURVEYS, by=by)
    if not sealing.has_key():
        raise NoKey
    try:
        with transaction.atomic():
            survey = Survey.objects.create(
                year=local_time.today(at).year,
                statements=list(statements),
                opened_at=at,
                closes_at=closes_at,
            )
    except IntegrityError as error:
        raise AskedThisYear from error
    SurveyEnvelope.objects.create(survey=survey)
    SurveyCount.objects.bulk_create(
        SurveyCount(survey=survey, statement=place, value=value)
        for place in range(len(statements))
        for value in VALUES
    )
    return survey


@transaction.atomic
def answer_survey(*, survey: Survey, values: Mapping[int, int], by: User, at: datetime) -> None:
    """Put what somebody chose to all other answers, by the place of a statement.

    Statements may be left out. It records no event: an event says who and when.

    Raises:
        NotOpen, Answered.
        KeyringError: the key of the other answers is missing.
    """
    if not survey.opened_at <= at < survey.closes_at:
        raise NotOpen
    # One after another, and none while it is counted
    envelope = SurveyEnvelope.objects.select_for_update().filter(survey=survey).first()
    if envelope is None:
        raise NotOpen
    _, is_first = SurveyTurn.objects.get_or_create(survey=survey, person=by)
    if not is_first:
        raise Answered
    mine = "".join(str(values.get(place, _NONE)) for place in range(len(survey.statements)))
    envelope.answers = sealing.sealed("\n".join(sorted([*_opened(envelope), mine])), of=_of(survey))
    envelope.save(update_fields=["answers"])


def count_closed_surveys(*, at: datetime) -> None:
    """Add up the answers to surveys that are closed; then none is left, nor who answered.

    Raises:
        KeyringError: a key is missing; the survey waits for it.
    """
    closed = Survey.objects.filter(closes_at__lte=at, envelope__isnull=False)
    for key in closed.values_list("pk", flat=True):
        _count(key)


@transaction.atomic
def _count(key: int) -> None:
    envelope = SurveyEnvelope.objects.select_for_update().filter(survey=key).first()
    if envelope is None:
        return
    counts: Counter[tuple[int, int]] = Counter()
    for answer in _opened(envelope):
        counts.update((place, int(value)) for place, value in enumerate(answer) if value != _NONE)
    rows = list(SurveyCount.objects.filter(survey=key))
    for row in rows:
        row.count += counts[row.statement, row.value]
    SurveyCount.objects.bulk_update(rows, ["count"])
    SurveyTurn.objects.filter(survey=key).delete()
    envelope.delete()


def _opened(envelope: SurveyEnvelope) -> list[str]:
    """Return the answers so far: a letter for each statement."""
    return sealing.opened(envelope.answers, of=_of(envelope.survey)).splitlines()


def _of(survey: Survey) -> str:
    return f"care.survey.answers|{survey.pk}"
