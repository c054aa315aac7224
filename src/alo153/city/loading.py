"""Write a city's files into the tables. Called by `actions.load_city`, inside its transaction."""

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict
from datetime import datetime
from itertools import accumulate

from django.db.models import Model

from alo153.city.citypack import CityPack
from alo153.city.citypack.alarms import alarm_data
from alo153.city.citypack.hours import clock_times
from alo153.city.citypack.parts import GroupLine, NeighborhoodLine, TopicLine
from alo153.city.models import (
    CaseKind,
    City,
    Contact,
    District,
    Neighborhood,
    Office,
    OfficeService,
    PartnerDesk,
    Topic,
    Unit,
)
from alo153.city.rules import areas, phone
from alo153.core.text import sort_key


def load(pack: CityPack, at: datetime) -> City:
    """Write everything, in the order in which rows point at each other."""
    city = _city(pack, at)
    units = _units(pack, at)
    _contacts(pack, at)
    _kinds(pack, at)
    grown = areas.grow(_centers(pack.neighborhoods))
    districts = _districts(pack, units, grown[1], at)
    _neighborhoods(pack, districts, grown[0], at)
    _topics(pack, units, at)
    _offices(pack, at)
    _partners(pack, at)
    return city


def _city(pack: CityPack, at: datetime) -> City:
    facts = asdict(pack.city)
    values = {
        **facts,
        "map_bounds": list(facts["map_bounds"]),
        "texts": pack.texts,
        "routing_reasons": asdict(pack.reasons),
        "telling": dict(pack.kinds.telling),
        "alarms": [alarm_data(line) for line in pack.alarms],
        "look_within": pack.look_within,
        "priority": {
            "minutes": pack.offices.priority_minutes,
            "labels": dict(pack.offices.priority_names),
        },
        "identity_scan_days": pack.offices.identity_scan_days,
        "loaded_at": at,
    }
    city, _ = City.objects.update_or_create(slug=pack.slug, defaults=values)
    return city


def _upsert[M: Model](model: type[M], rows: Sequence[M], *unique: str) -> list[M]:
    """Write all rows in one statement, found by their unique fields; they are in use again."""
    changing = [
        field.name
        for field in model._meta.concrete_fields
        if not (field.primary_key or field.generated or field.name in unique)
    ]
    return model._default_manager.bulk_create(
        rows, update_conflicts=True, unique_fields=unique, update_fields=changing
    )


def _retire_others(model: type[Model], named: Iterable[Model], at: datetime) -> None:
    """Mark what the files no longer name; a second load keeps the first date."""
    others = model._default_manager.exclude(pk__in=[row.pk for row in named])
    others.filter(retired_at=None).update(retired_at=at)


def _units(pack: CityPack, at: datetime) -> dict[str, Unit]:
    rows = [
        Unit(
            slug=line.slug,
            name=line.name,
            kind=line.kind,
            phone=line.phone,
            email=line.email,
            say=line.say,
            sort_key=sort_key(line.name, pack.city.language),
        )
        for line in pack.units
    ]
    units = {row.slug: row for row in _upsert(Unit, rows, "slug")}
    for line in pack.units:
        units[line.slug].parent = units.get(line.parent)
    Unit.objects.bulk_update(units.values(), ["parent"])
    _retire_others(Unit, units.values(), at)
    return units


def _contacts(pack: CityPack, at: datetime) -> None:
    rows = [
        Contact(
            slug=line.slug,
            name=line.name,
            role=line.role,
            phone=phone.parse(line.phone, country=pack.city.country).value,
            sort_key=sort_key(line.name, pack.city.language),
        )
        for line in pack.contacts
    ]
    _retire_others(Contact, _upsert(Contact, rows, "slug"), at)


def _kinds(pack: CityPack, at: datetime) -> None:
    rows = [
        CaseKind(
            slug=line.slug,
            name=line.name,
            position=position,
            law=line.law,
            say=line.say,
            needs=list(line.needs),
            anonymous=line.anonymous,
            hold=line.hold,
            standard_amount=line.standard.amount if line.standard else None,
            standard_unit=line.standard.unit if line.standard else "",
            extension=line.extension,
            interim=line.interim,
            pay_within=line.pay_within,
            forward_and_inform=line.forward_and_inform,
            register=line.register,
        )
        for position, line in enumerate(pack.kinds.kinds, 1)
    ]
    _retire_others(CaseKind, _upsert(CaseKind, rows, "slug"), at)


def _centers(lines: Iterable[NeighborhoodLine]) -> tuple[areas.Center, ...]:
    return tuple(
        areas.Center(line.key, line.district, line.lat, line.lon)
        for line in lines
        if line.lat is not None and line.lon is not None
    )


def _districts(
    pack: CityPack, units: Mapping[str, Unit], grown: Mapping[str, areas.Geometry], at: datetime
) -> dict[str, District]:
    rows = [
        District(
            slug=line.slug,
            name=line.name,
            municipality=units.get(line.municipality),
            area=line.area or grown.get(line.slug),
            is_surveyed=line.area is not None,
            sort_key=sort_key(line.name, pack.city.language),
        )
        for line in pack.districts
    ]
    written = _upsert(District, rows, "slug")
    _retire_others(District, written, at)
    return {row.slug: row for row in written}


def _neighborhoods(
    pack: CityPack,
    districts: Mapping[str, District],
    grown: Mapping[str, areas.Geometry],
    at: datetime,
) -> None:
    rows = [
        Neighborhood(
            district=districts[line.district],
            slug=line.slug,
            name=line.name,
            population=line.population,
            lat=line.lat,
            lon=line.lon,
            area=line.area or grown.get(line.key),
            is_surveyed=line.area is not None,
            sort_key=sort_key(line.name, pack.city.language),
        )
        for line in pack.neighborhoods
    ]
    written = _upsert(Neighborhood, rows, "district", "slug")
    _retire_others(Neighborhood, written, at)


def _topics(pack: CityPack, units: Mapping[str, Unit], at: datetime) -> None:
    """Write the groups, then what is in them. Positions follow the file, groups in between."""
    begins = list(accumulate((1 + len(group.topics) for group in pack.groups), initial=1))
    groups = _upsert(Topic, list(map(_group, pack.groups, begins)), "slug")
    topics = [
        _topic(line, group, units, position)
        for lines, group in zip(pack.groups, groups, strict=True)
        for position, line in enumerate(lines.topics, group.position + 1)
    ]
    _retire_others(Topic, [*groups, *_upsert(Topic, topics, "slug")], at)


def _group(line: GroupLine, position: int) -> Topic:
    return Topic(
        slug=line.slug,
        name=line.name,
        position=position,
        responsibility=Topic.Responsibility.METROPOLITAN,
        search_text=line.name,
    )


def _topic(line: TopicLine, group: Topic, units: Mapping[str, Unit], position: int) -> Topic:
    return Topic(
        slug=line.slug,
        name=line.name,
        parent=group,
        position=position,
        default_kind=line.kind,
        information_only=line.information_only,
        confidential=line.confidential,
        responsibility=line.responsibility,
        default_unit=units.get(line.unit),
        standard_amount=line.standard.amount if line.standard else None,
        standard_unit=line.standard.unit if line.standard else "",
        promise=line.promise,
        say=line.say,
        evidence={outcome: list(kinds) for outcome, kinds in line.evidence.items()},
        questions=[asdict(each) for each in line.question],
        keywords=", ".join(line.keywords),
        search_text=_searchable(line.name, *line.keywords, group.name),
    )


def _offices(pack: CityPack, at: datetime) -> None:
    lines = pack.offices.offices
    offices = [
        Office(
            slug=line.slug,
            name=line.name,
            address=line.address,
            desks=line.desks,
            hours=[[clock_times(span) for span in day] for day in line.hours],
            sort_key=sort_key(line.name, pack.city.language),
        )
        for line in lines
    ]
    written = _upsert(Office, offices, "slug")
    services = [
        OfficeService(office=office, letter=service.letter, labels=dict(service.names))
        for line, office in zip(lines, written, strict=True)
        for service in line.services
    ]
    _retire_others(Office, written, at)
    _retire_others(OfficeService, _upsert(OfficeService, services, "office", "letter"), at)


def _partners(pack: CityPack, at: datetime) -> None:
    known = dict(PartnerDesk.objects.values_list("slug", "since"))
    rows = [
        PartnerDesk(
            slug=line.slug,
            name=line.name,
            kind=line.kind,
            topic=line.topic,
            relays_answers=line.relays_answers,
            standard_amount=line.standard.amount if line.standard else None,
            standard_unit=line.standard.unit if line.standard else "",
            every_morning=line.every_morning,
            columns=dict(line.columns),
            kinds=dict(line.kinds),
            topics=dict(line.topics),
            reply=asdict(line.reply),
            since=known.get(line.slug, at),
            sort_key=sort_key(line.name, pack.city.language),
        )
        for line in pack.partners
    ]
    _retire_others(PartnerDesk, _upsert(PartnerDesk, rows, "slug"), at)


def _searchable(*phrases: str) -> str:
    """Return the phrases' words between spaces, so that a search can find where each begins."""
    return " ; ".join(" ".join(re.findall(r"[^\W_]+", phrase)) for phrase in phrases)
