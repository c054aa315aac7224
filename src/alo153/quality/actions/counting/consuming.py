"""Count the days again of which events say that something changed."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Any, Final

from django.db import transaction
from django.db.models import Q

from alo153.city import queries as city
from alo153.city.events import StaffJoinedTeam, StaffLeftTeam
from alo153.city.queries import local_time
from alo153.contacts.events import OfContact
from alo153.contacts.models import Interaction
from alo153.core.history.consumers.declaring import Happened
from alo153.quality.actions.counting.ratings import count_ratings
from alo153.quality.actions.counting.scores import count_scores
from alo153.quality.events import AppealDecided, EvaluationGiven
from alo153.quality.models import Appeal, CountedZone, Evaluation

_EVER: Final = (date(1970, 1, 1), date(2999, 12, 31))


def count(those: Sequence[Happened[Any]]) -> None:
    """Count the days that events concern; the first time, and in another time zone, all there are.

    Days that were cut by two zones would share contacts, or lose them.
    """
    if not CountedZone.objects.filter(zone=str(city.zone())).exists():
        count_all()
        return
    contacts = _subjects(those, OfContact)
    answered = Interaction.objects.filter(pk__in=contacts, answered_at__isnull=False)
    for day in _days(answered.values_list("started_at", flat=True)):
        count_ratings(day, day)
    appealed = Appeal.objects.filter(pk__in=_subjects(those, AppealDecided))
    given = _subjects(those, EvaluationGiven) | {*appealed.values_list("evaluation", flat=True)}
    concerned = Evaluation.objects.filter(Q(pk__in=given) | Q(interaction__in=contacts))
    # A member belongs to a team from the day of the event on
    moved = {each.event.at for each in those if isinstance(each.what, _MOVED)}
    for day in _days({*concerned.values_list("contact_at", flat=True), *moved}):
        count_scores(day, day)


@transaction.atomic
def count_all() -> None:
    """Count all days again; readers see the former figures until it is over."""
    count_ratings(*_EVER)
    count_scores(*_EVER)
    CountedZone.objects.update_or_create(pk=1, defaults={"zone": str(city.zone())})


_MOVED: Final = (StaffJoinedTeam, StaffLeftTeam)


def _subjects(those: Iterable[Happened[Any]], kind: type[Any]) -> set[int]:
    return {int(each.event.subject_id) for each in those if isinstance(each.what, kind)}


def _days(moments: Iterable[datetime]) -> list[date]:
    return sorted({local_time.today(each) for each in moments})
