"""Load the city's files."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.actions import set_roles
from alo153.city.actions.rules import follow_file
from alo153.city.citypack import CityPack
from alo153.city.events import CityLoaded
from alo153.city.loading import load
from alo153.city.models import City
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.ttl_cache import forget_cached


class AnotherCityError(Exception):
    """This installation already serves a city, and its cases point at that one's units."""


@transaction.atomic
def load_city(*, pack: CityPack, by: Actor, at: datetime) -> City:
    """Bring the tables in line with a city's files; doing it again changes nothing.

    Rows are found by slug. What the files stop naming is retired, never deleted: cases point at it.
    Rules that an administrator saved stay in force (`follow_file`). Records `city.loaded`.

    Raises:
        AnotherCityError: another city was loaded before.
        RoleInUse: a role that people hold would be given elsewhere.
    """
    other = City.objects.exclude(slug=pack.slug).first()
    if other:
        raise AnotherCityError(
            f"this database serves {other.slug}; use another database for {pack.slug}"
        )
    city = load(pack, at)
    set_roles(roles=[line.bundle for line in pack.roles], by=by, at=at)
    follow_file(pack.rules, by=by, at=at)
    events.record(CityLoaded(topics=len(pack.topics)), subject=city, by=by, at=at)
    transaction.on_commit(forget_cached)
    forget_cached()
    return city
