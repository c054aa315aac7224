"""Names of the keys of facts on screens and in files."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from typing import Any, Final

from django.db.models import Model
from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.calls.floor import city_queues
from alo153.citizens.channel import CHANNEL_LABELS
from alo153.city import queries as city
from alo153.city.models import CaseKind, District, Neighborhood, Topic, Unit
from alo153.city.models.city_key import at_hand
from alo153.core.database.row_key import row_key
from alo153.reports.models import ContactDay
from alo153.reports.queries.counted import Key

_CITY: Final[Mapping[str, type[Model]]] = {
    "unit": Unit,
    "topic": Topic,
    "kind": CaseKind,
    "district": District,
    "neighborhood": Neighborhood,
}


def names(dimension: str, keys: Iterable[Key]) -> Mapping[Key, str]:
    """Return the names of these values of a dimension; none of them is empty."""
    known = _known(dimension, [key for key in keys if key])
    return {key: known.get(key) or (str(key) if key else _("none")) for key in keys}


def choices(dimension: str, chosen: str = "") -> list[tuple[str, str]]:
    """Return the values a report can be filtered by, as the city has them now.

    Args:
        chosen: a value that may be gone by now: a saved report about it is still read.
    """
    if dimension == "agent":
        found: Mapping[Any, str] = {
            user.pk: user.full_name for user in User.objects.filter(is_active=True)
        }
    elif dimension == "team":
        found = dict(city.team_names())
    else:
        found = _known(dimension, [])
    listed = {str(key): name for key, name in found.items()}
    if chosen and chosen not in listed:
        listed |= _gone(dimension, chosen)
    return sorted(listed.items(), key=lambda each: each[1])


def _gone(dimension: str, chosen: str) -> Mapping[str, str]:
    """Name somebody who left, a team that ended, or a queue that only the facts have; one query."""
    if dimension in {"agent", "team"} and (key := row_key(chosen)):
        return {str(key): name for key, name in _known(dimension, [key]).items()}
    if dimension == "queue" and ContactDay.objects.filter(queue=chosen).exists():
        return {chosen: chosen}
    return {}


def _known(dimension: str, keys: list[Key]) -> Mapping[Any, str]:
    if dimension == "queue":
        return city_queues.names()
    if dimension == "channel":
        return {channel.value: str(label) for channel, label in CHANNEL_LABELS.items()}
    if dimension == "agent":
        staff = User.objects.filter(pk__in=[int(str(key)) for key in keys])
        return {user.pk: user.full_name for user in staff}
    if dimension == "team":
        return dict(city.team_names({int(str(key)) for key in keys}))
    rows = at_hand(_CITY[dimension])()
    return {key: _full_name(row) for key, row in rows.items()}


def _full_name(row: Model) -> str:
    return f"{row} ({row.district})" if isinstance(row, Neighborhood) else str(row)
