"""Write a city's files into the tables. Called by `actions.load_city`, inside its transaction."""

from collections.abc import Iterable, Mapping
from dataclasses import asdict
from datetime import datetime
from typing import Any

from django.db.models import Model, QuerySet

from alo153.core.text import sort_key
from alo153.units import areas, routing
from alo153.units.citypack import CityPack
from alo153.units.citypack.parts import GroupLine, NeighborhoodLine, TopicLine
from alo153.units.models import City, District, Neighborhood, RoutingRule, Topic, Unit


def load(pack: CityPack, at: datetime) -> City:
    """Write everything, in the order in which rows point at each other."""
    city = _city(pack, at)
    units = _units(pack, at)
    grown = areas.grow(_centers(pack.neighborhoods))
    districts = _districts(pack, units, grown[1], at)
    neighborhoods = _neighborhoods(pack, districts, grown[0], at)
    topics = _topics(pack, units, at)
    _rules(pack, units, topics, districts, neighborhoods)
    return city


def _city(pack: CityPack, at: datetime) -> City:
    facts = asdict(pack.city)
    values = {
        **facts,
        "map_bounds": list(facts["map_bounds"]),
        "texts": pack.texts,
        "routing_reasons": asdict(pack.reasons),
        "loaded_at": at,
    }
    city, _ = City.objects.update_or_create(slug=pack.slug, defaults=values)
    return city


def _retire[M: Model](those: QuerySet[M], at: datetime) -> None:
    """Mark what the files no longer name; a second load keeps the first date."""
    those.filter(retired_at=None).update(retired_at=at)


def _units(pack: CityPack, at: datetime) -> dict[str, Unit]:
    units = {}
    for line in pack.units:
        values = {
            "name": line.name,
            "kind": line.kind,
            "phone": line.phone,
            "email": line.email,
            "say": line.say,
            "sort_key": sort_key(line.name),
            "retired_at": None,
        }
        units[line.slug], _ = Unit.objects.update_or_create(slug=line.slug, defaults=values)
    for line in pack.units:
        _set_parent(units[line.slug], units.get(line.parent))
    _retire(Unit.objects.exclude(slug__in=units), at)
    return units


def _set_parent(unit: Unit, parent: Unit | None) -> None:
    if unit.parent_id != (parent.pk if parent else None):
        unit.parent = parent
        unit.save(update_fields=["parent"])


def _centers(lines: Iterable[NeighborhoodLine]) -> list[areas.Center]:
    return [
        areas.Center(line.key, line.district, line.lat, line.lon)
        for line in lines
        if line.lat is not None and line.lon is not None
    ]


def _districts(
    pack: CityPack, units: Mapping[str, Unit], grown: Mapping[str, areas.Geometry], at: datetime
) -> dict[str, District]:
    districts = {}
    for line in pack.districts:
        values = {
            "name": line.name,
            "municipality": units.get(line.municipality),
            "area": grown.get(line.slug),
            "sort_key": sort_key(line.name),
            "retired_at": None,
        }
        districts[line.slug], _ = District.objects.update_or_create(slug=line.slug, defaults=values)
    _retire(District.objects.exclude(slug__in=districts), at)
    return districts


def _neighborhoods(
    pack: CityPack,
    districts: Mapping[str, District],
    grown: Mapping[str, areas.Geometry],
    at: datetime,
) -> dict[str, Neighborhood]:
    """Write hundreds of rows in one statement, found by district and slug."""
    rows = [
        Neighborhood(
            district=districts[line.district],
            slug=line.slug,
            name=line.name,
            population=line.population,
            lat=line.lat,
            lon=line.lon,
            area=grown.get(line.key),
            sort_key=sort_key(line.name),
        )
        for line in pack.neighborhoods
    ]
    Neighborhood.objects.bulk_create(
        rows,
        update_conflicts=True,
        unique_fields=["district", "slug"],
        update_fields=["name", "population", "lat", "lon", "area", "sort_key", "retired_at"],
    )
    found = {
        f"{row.district.slug}/{row.slug}": row
        for row in Neighborhood.objects.select_related("district")
    }
    named = {line.key for line in pack.neighborhoods}
    gone = [row.pk for key, row in found.items() if key not in named]
    _retire(Neighborhood.objects.filter(pk__in=gone), at)
    return found


def _topics(pack: CityPack, units: Mapping[str, Unit], at: datetime) -> dict[str, Topic]:
    topics: dict[str, Topic] = {}
    for group in pack.groups:
        parent = _write_topic(group.slug, _group_values(group, len(topics) + 1))
        topics[group.slug] = parent
        for line in group.topics:
            values = _topic_values(line, group.name, parent, units, len(topics) + 1)
            topics[line.slug] = _write_topic(line.slug, values)
    _retire(Topic.objects.exclude(slug__in=topics), at)
    return topics


def _write_topic(slug: str, values: Mapping[str, Any]) -> Topic:
    topic, _ = Topic.objects.update_or_create(slug=slug, defaults={**values, "retired_at": None})
    return topic


def _group_values(group: GroupLine, position: int) -> dict[str, Any]:
    return {
        "name": group.name,
        "parent": None,
        "position": position,
        "responsibility": Topic.Responsibility.METROPOLITAN,
        "search_text": group.name,
    }


def _topic_values(
    line: TopicLine, group_name: str, parent: Topic, units: Mapping[str, Unit], position: int
) -> dict[str, Any]:
    return {
        "name": line.name,
        "parent": parent,
        "position": position,
        "default_kind": line.kind,
        "information_only": line.information_only,
        "responsibility": line.responsibility,
        "default_unit": units.get(line.unit),
        "standard_amount": line.standard.amount if line.standard else None,
        "standard_unit": line.standard.unit if line.standard else "",
        "promise": line.promise,
        "say": line.say,
        "keywords": ", ".join(line.keywords),
        "search_text": ", ".join((line.name, *line.keywords, group_name)),
    }


def _rules(
    pack: CityPack,
    units: Mapping[str, Unit],
    topics: Mapping[str, Topic],
    districts: Mapping[str, District],
    neighborhoods: Mapping[str, Neighborhood],
) -> None:
    """Rewrite the rules: nothing points at one, a case keeps its reason in words."""
    RoutingRule.objects.all().delete()
    RoutingRule.objects.bulk_create(
        RoutingRule(
            position=rule.position,
            topic=topics.get(rule.topic or ""),
            district=districts.get(rule.district or ""),
            neighborhood=neighborhoods.get(rule.neighborhood or ""),
            place_layer=rule.place or "",
            unit=None if rule.unit == routing.DISTRICT_MUNICIPALITY else units[rule.unit],
            reason=rule.reason,
        )
        for rule in pack.rules
    )
