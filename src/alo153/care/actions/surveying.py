"""Ask the staff once a year, without a way back from an answer to a person."""

from collections.abc import Mapping, Sequence
from datetime import datetime

from django.db import IntegrityError, transaction
from django.db.models import Case, F, Q, Value, When

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.care.models import Survey, SurveyCount, SurveyTurn
from alo153.care.permissions import HOLD_SURVEYS
from alo153.care.rules import VALUES
from alo153.city.queries import local_time


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
    """
    permit(HOLD_SURVEYS, by=by)
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
    SurveyCount.objects.bulk_create(
        SurveyCount(survey=survey, statement=place, value=value)
        for place in range(len(statements))
        for value in VALUES
    )
    return survey


@transaction.atomic
def answer_survey(*, survey: Survey, values: Mapping[int, int], by: User, at: datetime) -> None:
    """Count what somebody chose, by the place of a statement; statements may be left out.

    It records no event: an event says who and when.

    Raises:
        NotOpen, Answered.
    """
    if not survey.opened_at <= at < survey.closes_at:
        raise NotOpen
    _, is_first = SurveyTurn.objects.get_or_create(survey=survey, person=by)
    if not is_first:
        raise Answered
    chosen = [Q(statement=place, value=value) for place, value in values.items()]
    more = Case(*(When(each, then=1) for each in chosen), default=0) if chosen else Value(0)
    # Every row, in one order: see the table
    rows = SurveyCount.objects.filter(survey=survey)
    list(rows.order_by("pk").select_for_update().values_list("pk", flat=True))
    rows.update(count=F("count") + more)
