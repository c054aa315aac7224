"""Ready answers of a unit, which its manager writes."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.cases.events.telling import TemplateDropped, TemplateKept
from alo153.cases.models import AnswerTemplate
from alo153.cases.permissions import EDIT_TEMPLATES
from alo153.cases.policy.permitting import NotTheirs
from alo153.city import queries as unit_queries
from alo153.city.models import Topic, Unit
from alo153.core import events
from alo153.core.actor import Actor


@transaction.atomic
def keep_template(
    *, unit: Unit, topic: Topic | None, name: str, text: str, by: User, at: datetime
) -> AnswerTemplate:
    """Keep a ready answer under its name, in place of one of that name.

    Raises:
        NotTheirs: who writes does not manage the unit.
    """
    if EDIT_TEMPLATES not in unit_queries.permissions_in(by, unit):
        raise NotTheirs
    kept, _created = AnswerTemplate.objects.update_or_create(
        unit=unit, name=name, defaults={"topic": topic, "text": text}
    )
    actor = Actor.staff(by.pk)
    events.record(TemplateKept(unit=unit.pk), subject=kept, by=actor, at=at)
    return kept


@transaction.atomic
def drop_template(*, template: AnswerTemplate, by: User, at: datetime) -> None:
    """Forget a ready answer; answers that were written from it stay.

    Raises:
        NotTheirs: who forgets it does not manage the unit.
    """
    if EDIT_TEMPLATES not in unit_queries.permissions_in(by, template.unit):
        raise NotTheirs
    actor = Actor.staff(by.pk)
    events.record(TemplateDropped(unit=template.unit_id), subject=template, by=actor, at=at)
    template.delete()
