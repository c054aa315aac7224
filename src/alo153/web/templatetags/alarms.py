"""Alarms where another page shows them: next to a case, above the inbox, on the wall."""

from dataclasses import dataclass
from typing import Any

from django import template

from alo153.accounts.models import User
from alo153.cases.life import alarms
from alo153.cases.models import Case, RaisedAlarm
from alo153.city import queries as unit_queries
from alo153.web.cases.alarms.settling import DismissForm

register = template.Library()


@dataclass(frozen=True)
class Shown:
    """An alarm of a case, and what the city says about such ones now."""

    flag: RaisedAlarm
    say: str
    call: str
    form: DismissForm
    """Why it is none, as it was refused if it was."""


@register.simple_tag(takes_context=True)
def alarms_of(context: dict[str, Any], case: Case) -> list[Shown]:
    """Return the alarms of a case that are not dismissed; one query."""
    found = alarms.of_case(case)
    known = {each.alarm.slug: each.alarm for each in unit_queries.alarms()} if found else {}
    refused = context.get("refused")
    return [
        Shown(
            flag,
            of_city.say if of_city else "",
            of_city.call if of_city else "",
            refused if refused and refused.flag == flag else DismissForm(flag),
        )
        for flag in found
        for of_city in [known.get(flag.alarm)]
    ]


@register.simple_tag
def may_settle(user: User, case: Case) -> bool:
    """Tell whether this person says of a case's alarms what they are."""
    return alarms.may_settle(user, case)


@register.simple_tag
def alarms_for(user: User) -> list[RaisedAlarm]:
    """Return the alarms nobody looked at, of cases this person may see; one query."""
    return alarms.first_waiting(user)


@register.simple_tag
def urgent_for(user: User) -> list[Case]:
    """Return the open urgent cases that this person may see; one query."""
    return alarms.first_urgent(user)
