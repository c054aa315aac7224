"""Find the cases that may be about the same matter as one that is being typed.

Linked reports are not found: their leading case is.

Three queries, whatever is typed: the neighborhoods around, the topics of the group, and the
candidates by the index of place, topic and time. No more than `_CANDIDATES` are read.
"""

from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Final

from django.db.models import Q, QuerySet

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.models import Case
from alo153.cases.together import linked_reports
from alo153.cases.together.duplicates.scoring import (
    Policy,
    Report,
    meters,
    policy_of,
    score,
)
from alo153.city import queries as unit_queries
from alo153.city.models import Neighborhood, Topic
from alo153.city.place import Place
from alo153.core.geo import Point, point, reach

_CANDIDATES: Final = 60


@dataclass(frozen=True, kw_only=True)
class Sketch:
    """The known data of a report that is being typed."""

    topic: Topic
    place: Place = field(default_factory=Place)
    text: str = ""


@dataclass(frozen=True)
class Offer:
    """A case that may be the same matter. ``distance`` in meters where both have a pin."""

    case: Case
    score: float
    distance: int | None


def offers(asker: User, sketch: Sketch, *, at: datetime) -> list[Offer]:
    """Return the cases this person may see that are likely the same matter, likeliest first."""
    return _likeliest(queries.visible_to(asker), sketch, at)


def public_offers(sketch: Sketch, *, at: datetime) -> list[Offer]:
    """Return the like for somebody unknown; only open cases, of which next to nothing is shown."""
    return _likeliest(Case.objects.filter(closed_at=None), sketch, at)


def _likeliest(cases: QuerySet[Case], sketch: Sketch, at: datetime) -> list[Offer]:
    city = unit_queries.city()
    policy = policy_of(city.duplicates, city.language)
    new = _report(sketch, at)
    found = [
        Offer(case, points, None if distance is None else round(distance))
        for case in _candidates(cases, sketch, policy, at)
        for old in [_report_of(case)]
        if (points := score(new, old, policy)) >= policy.offer_at
        for distance in [meters(new, old)]
    ]
    found.sort(key=lambda offer: (offer.score, offer.case.opened_at), reverse=True)
    return found[: policy.at_most]


def _candidates(cases: QuerySet[Case], sketch: Sketch, policy: Policy, at: datetime) -> list[Case]:
    place = _place(sketch, policy)
    if place is None:
        return []
    if sketch.topic.confidential:
        return []
    recent = Q(closed_at=None) | Q(closed_at__gte=at - timedelta(days=policy.days_closed))
    begun = at - timedelta(days=policy.days_open)
    return list(
        linked_reports.with_people(cases)
        .filter(place, recent, topic__in=_kin(sketch.topic), opened_at__gte=begun, lead=None)
        .filter(confidential=False)
        .order_by("-opened_at")[:_CANDIDATES]
    )


def _kin(topic: Topic) -> list[int]:
    """Return the topics of the same group, by which the index is entered."""
    return list(Topic.objects.filter(parent=topic.parent_id).values_list("pk", flat=True))


def _place(sketch: Sketch, policy: Policy) -> Q | None:
    """Return where to look: the neighborhoods around a pin, the named one, or the district."""
    around, known = Neighborhood.objects.filter(retired_at=None), sketch.place
    named = Q(pk=known.neighborhood.pk) if known.neighborhood else None
    if known.point:
        box = _box(known.point, policy.far_m)
        around = around.filter(box | named if named else box)
    elif named:
        around = around.filter(named)
    elif known.district:
        around = around.filter(district=known.district)
    else:
        return None
    # Numbers, not a sub-query: with one, the index of place and topic is not used
    place = Q(neighborhood__in=list(around.values_list("pk", flat=True)))
    if known.district:
        place |= Q(neighborhood=None, district=known.district)
    return place


def _box(pin: Point, far_m: int) -> Q:
    """Return the neighborhoods whose centers lie so near that a pin of theirs may be within."""
    high, wide = reach(pin.lat, 2 * far_m)
    return Q(
        lat__range=(pin.lat - high, pin.lat + high), lon__range=(pin.lon - wide, pin.lon + wide)
    )


def _report(sketch: Sketch, at: datetime) -> Report:
    place = sketch.place
    return Report(
        topic=sketch.topic.pk,
        group=sketch.topic.parent_id,
        district=place.district.pk if place.district else None,
        neighborhood=place.neighborhood.pk if place.neighborhood else None,
        point=place.point,
        text=sketch.text,
        at=at,
    )


def _report_of(case: Case) -> Report:
    return Report(
        topic=case.topic_id,
        group=case.topic.parent_id,
        district=case.district_id,
        neighborhood=case.neighborhood_id,
        point=point(case.lat, case.lon),
        text=case.text,
        at=case.opened_at,
    )


def public(key: str) -> Case | None:
    """Return an open case that anybody may join, by its key; one query."""
    return Case.objects.filter(closed_at=None, confidential=False, pk=key).first()
