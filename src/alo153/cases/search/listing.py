"""Cases as another system reads them: in the order in which they came, page by page."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import BigIntegerField, F, Q, QuerySet
from django.db.models.functions import Cast

from alo153.accounts.models import User
from alo153.cases.events.life import CaseOpened
from alo153.cases.models import Case
from alo153.cases.policy.sight import seen, sight_of
from alo153.cases.rules import codes
from alo153.citizens.channel import Channel
from alo153.core import events
from alo153.core.actor import ActorKind
from alo153.core.database import event_months
from alo153.core.database.query_planning import custom_plans
from alo153.core.models import Event
from alo153.core.payloads import declared, names_of


@dataclass(frozen=True, kw_only=True)
class Wanted:
    """The wanted cases; a field that is None does not filter.

    Args:
        after: the key of the last case of the page before.
        changed_since: something happened to them then or later.
        topic, unit: slugs.
    """

    after: int = 0
    changed_since: datetime | None = None
    state: str | None = None
    topic: str | None = None
    unit: str | None = None
    number: int


def page(asker: User, wanted: Wanted) -> list[Case]:
    """Return the next cases that somebody may see, the oldest first; three statements.

    One more than the number that is asked for says that there is another page.
    """
    with custom_plans():
        return list(asked(asker, wanted))


def asked(asker: User, wanted: Wanted) -> QuerySet[Case]:
    """Return the question of `page`."""
    found = seen(sight_of(asker)).filter(_filter(wanted), pk__gt=wanted.after).order_by("pk")
    if wanted.changed_since:
        # No index has this order. By that of keys PostgreSQL would walk through all cases up to
        # those that changed, which are the last ones, for the sake of a page that it ends early
        those = found.filter(pk__in=_changed_since(wanted.changed_since))
        found = those.order_by(F("pk") + 0)
    return found[: wanted.number + 1]


def opened_by(account: User, code: str) -> Case:
    """Return a case that this account opened itself, whatever else it may see; two queries.

    Raises:
        Case.DoesNotExist: there is none, or somebody else opened it: the same answer.
    """
    try:
        case = Case.objects.get(tracking_code=codes.normalize(code), channel=Channel.API)
    except codes.CodeError as error:
        raise Case.DoesNotExist from error
    opened = events.history(case, CaseOpened)
    if not opened.filter(actor_kind=ActorKind.STAFF, actor_id=account.pk).exists():
        raise Case.DoesNotExist
    return case


def _filter(wanted: Wanted) -> Q:
    given = {"state": wanted.state, "topic__slug": wanted.topic, "unit__slug": wanted.unit}
    return Q(**{field: value for field, value in given.items() if value is not None})


def _changed_since(at: datetime) -> QuerySet[Event, Any]:
    """Return the keys of the cases to which something happened, by the index of names and time."""
    happened = Event.objects.filter(
        id__gte=event_months.first_since(at), name__in=_names(), at__gte=at
    )
    return happened.values_list(Cast("subject_id", BigIntegerField()))


def _names() -> list[str]:
    return names_of(each for each in declared() if each.subject_model() is Case)
