"""The city's rows that pages ask for all the time: kept at hand, no query."""

from collections.abc import Mapping

from alo153.core.kept import Kept
from alo153.units.models import (
    CaseKind,
    City,
    District,
    Neighborhood,
    RuleVersion,
    Topic,
    Unit,
)
from alo153.units.queries.units import outside_parties

_city = Kept(City.objects.get)
_kinds = Kept(lambda: {kind.slug: kind for kind in CaseKind.objects.filter(retired_at=None)})
_topics = Kept(
    lambda: {
        topic.slug: topic
        for topic in Topic.objects.filter(parent__isnull=False, retired_at=None).select_related(
            "parent", "default_unit"
        )
    }
)
_districts = Kept(
    lambda: {
        district.slug: district
        for district in District.objects.filter(retired_at=None)
        .select_related("municipality")
        .defer("area")
    }
)
_neighborhoods = Kept(
    lambda: {
        near.pk: near
        for near in Neighborhood.objects.filter(retired_at=None)
        .select_related("district__municipality")
        .defer("area", "district__area")
    }
)
_units = Kept(lambda: {unit.slug: unit for unit in Unit.objects.all()})
_outside = Kept(lambda: {unit.slug: unit for unit in outside_parties()})
_version = Kept(lambda: RuleVersion.objects.filter(in_force=True).first())


def city() -> City:
    """Return the city served here.

    Raises:
        City.DoesNotExist: no city was loaded yet.
    """
    return _city()


def kinds_now() -> Mapping[str, CaseKind]:
    """Return the kinds that an application may be of by slug, in the city's order."""
    return _kinds()


def kind(slug: str) -> CaseKind:
    """Return a kind that an application may be of.

    Raises:
        CaseKind.DoesNotExist: there is none, or no longer.
    """
    if found := _kinds().get(slug):
        return found
    raise CaseKind.DoesNotExist(slug)


def topics_now() -> Mapping[str, Topic]:
    """Return what an application may be about by slug, each with its group and usual unit."""
    return _topics()


def districts_now() -> Mapping[str, District]:
    """Return the districts by slug, in Turkish order, each with its municipality; not the areas."""
    return _districts()


def neighborhoods_now() -> Mapping[int, Neighborhood]:
    """Return the neighborhoods by key, each with district and municipality; not the areas."""
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
