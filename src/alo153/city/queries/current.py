"""The city's rows that pages ask for all the time: kept at hand, no query."""

from collections.abc import Mapping

from alo153.city.models import (
    CaseKind,
    City,
    District,
    Neighborhood,
    RuleVersion,
    Street,
    Topic,
    Unit,
)
from alo153.city.models.city_key import at_hand
from alo153.city.queries.destinations import outside_parties
from alo153.core.ttl_cache import Derived, TtlCache

_city = TtlCache(City.objects.get)
_outside = TtlCache(lambda: {unit.slug: unit for unit in outside_parties()})
_version = TtlCache(lambda: RuleVersion.objects.filter(in_force=True).first())
_has_streets = TtlCache(Street.objects.exists)
_kinds = Derived(
    at_hand(CaseKind),
    lambda rows: {row.slug: row for row in rows.values() if row.retired_at is None},
)
_topics = Derived(
    at_hand(Topic),
    lambda rows: {
        row.slug: row for row in rows.values() if row.parent_id and row.retired_at is None
    },
)
_districts = Derived(
    at_hand(District),
    lambda rows: {row.slug: row for row in rows.values() if row.retired_at is None},
)
_neighborhoods = Derived(
    at_hand(Neighborhood),
    lambda rows: {key: row for key, row in rows.items() if row.retired_at is None},
)
_units = Derived(at_hand(Unit), lambda rows: {row.slug: row for row in rows.values()})


def city() -> City:
    """Return the city served here.

    Raises:
        City.DoesNotExist: no city was loaded yet.
    """
    return _city()


def has_streets() -> bool:
    """Tell whether the city brought a register of streets, so that addresses can be searched."""
    return _has_streets()


def kinds_now() -> Mapping[str, CaseKind]:
    """Return the kinds that an application may be of by slug, in the city's order."""
    return _kinds()


def kind(slug: str) -> CaseKind:
    """Return a kind that an application may be of.

    Raises:
        CaseKind.DoesNotExist: there is none, or no longer.
    """
    if found := kinds_now().get(slug):
        return found
    raise CaseKind.DoesNotExist(slug)


def topics_now() -> Mapping[str, Topic]:
    """Return what an application may be about by slug."""
    return _topics()


def districts_now() -> Mapping[str, District]:
    """Return the districts by slug, in Turkish order."""
    return _districts()


def neighborhoods_now() -> Mapping[int, Neighborhood]:
    """Return the neighborhoods by key."""
    return _neighborhoods()


def units_now() -> Mapping[str, Unit]:
    """Return all units and outside bodies by slug, retired ones too."""
    return _units()


def outside_now() -> Mapping[str, Unit]:
    """Return by slug whom callers are sent to with what is not ours, as `outside_parties`."""
    return _outside()


def version_now() -> RuleVersion | None:
    """Return the version of the rules by which cases are sent; none before a city was loaded."""
    return _version()
