"""What can be done to the city's data: load it, and say who works where."""

from datetime import datetime

from django.db import transaction

from alo153.accounts.models import User
from alo153.core import events
from alo153.core.actor import Actor
from alo153.units.citypack import CityPack
from alo153.units.loading import load
from alo153.units.models import City, Membership, Unit
from alo153.units.queries import forget_city


class AnotherCityError(Exception):
    """This installation already serves a city, and its cases point at that one's units."""


@transaction.atomic
def load_city(*, pack: CityPack, by: Actor, at: datetime) -> City:
    """Bring the tables in line with a city's files; doing it again changes nothing.

    Rows are found by slug. What the files stop naming is retired, never deleted: cases point at it.
    Records `city.loaded`.

    Raises:
        AnotherCityError: another city was loaded before.
    """
    other = City.objects.exclude(slug=pack.slug).first()
    if other:
        raise AnotherCityError(
            f"this database serves {other.slug}; use another database for {pack.slug}"
        )
    city = load(pack, at)
    events.record("city.loaded", subject=city, by=by, at=at, topics=len(pack.topics))
    transaction.on_commit(forget_city)
    forget_city()
    return city


@transaction.atomic
def join_unit(*, user: User, unit: Unit, is_manager: bool = False, by: Actor, at: datetime) -> None:
    """Say that somebody works in a unit, or that their role there changed."""
    membership, created = Membership.objects.update_or_create(
        user=user,
        unit=unit,
        defaults={"is_manager": is_manager},
        create_defaults={"is_manager": is_manager, "joined_at": at},
    )
    if created:
        events.record("staff.joined_unit", subject=user, by=by, at=at, unit=membership.unit.slug)


@transaction.atomic
def leave_unit(*, user: User, unit: Unit, by: Actor, at: datetime) -> None:
    """Say that somebody no longer works in a unit."""
    deleted, _ = Membership.objects.filter(user=user, unit=unit).delete()
    if deleted:
        events.record("staff.left_unit", subject=user, by=by, at=at, unit=unit.slug)
