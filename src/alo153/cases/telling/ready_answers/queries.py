"""Read the ready answers that a person may use, and the ones that they may change."""

from django.db.models import Q, QuerySet

from alo153.accounts.models import User
from alo153.cases.models import AnswerTemplate, Case
from alo153.cases.permissions import EDIT_CENTER_TEMPLATES, EDIT_TEMPLATES, WORK_ON_UNIT_CASES
from alo153.city.queries import unit_keys


def templates_for(asker: User, case: Case | None = None) -> list[AnswerTemplate]:
    """Return the ready answers of a person's units; for a case only of its topic. One query."""
    found = AnswerTemplate.objects.filter(unit__in=unit_keys(asker, WORK_ON_UNIT_CASES))
    if case:
        found = found.filter(Q(topic=None) | Q(topic=case.topic_id), unit=case.unit_id)
    return list(found)


def templates_managed_by(asker: User, *, of_center: bool = False) -> QuerySet[AnswerTemplate]:
    """Return the ready answers that this person may change: of units, or of the center."""
    if of_center:
        center = AnswerTemplate.objects.filter(unit=None)
        return center if asker.may(EDIT_CENTER_TEMPLATES) else center.none()
    return AnswerTemplate.objects.filter(unit__in=unit_keys(asker, EDIT_TEMPLATES))
