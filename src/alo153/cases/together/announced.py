"""Announcements to citizens, nearest to a place first; for an incident its own area counts.

An incident without an announcement is not here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from alo153.cases.models import Incident
from alo153.city import queries as city
from alo153.city.models import District, Neighborhood
from alo153.city.place import Place
from alo153.core.geo import Point, point
from alo153.knowledge import queries as announcements
from alo153.knowledge.models import Announcement


@dataclass(frozen=True, kw_only=True)
class Announced:
    """An announcement, and how far it is from a place.

    Args:
        near: the neighborhoods that it names; empty: all of its district, or of the city.
        meters: to its edge; 0: it concerns the place; None: nobody knows.
    """

    said: Announcement
    near: Sequence[Neighborhood]
    meters: float | None

    @property
    def concerns(self) -> bool:
        """Say whether it concerns the place."""
        return self.meters == 0


def to_citizens(place: Place, at: datetime) -> list[Announced]:
    """Return what citizens see on the web at an instant, nearest first, then the newest.

    Announcements of one place are before announcements of the whole city. Four queries.

    Args:
        place: with a district, or empty: then everything concerns it, the newest first.
    """
    said = announcements.on_portal(at)
    those = Incident.objects.filter(announcement__in=said, lead__confidential=False)
    incidents = {each.announcement_id: each for each in those.prefetch_related("neighborhoods")}
    found = [_as_seen_from(place, each, incidents.get(each.pk)) for each in said]
    return sorted(found, key=_distance) if place.district else found


def _distance(each: Announced) -> tuple[bool, float, bool]:
    return each.meters is None, each.meters or 0, each.said.district_id is None


def _as_seen_from(place: Place, said: Announcement, incident: Incident | None) -> Announced:
    near = list(incident.neighborhoods.all()) if incident else []
    meters = _meters_to_incident(place, incident) if incident else None
    if meters is None:
        meters = _meters_to_neighborhoods(place, near) if near else _meters(place, said.district)
    return Announced(said=said, near=near, meters=meters)


def _meters_to_incident(place: Place, incident: Incident) -> float | None:
    """Return how far the circle of an incident is; None where it has none, or nobody knows."""
    middle, here = point(incident.lat, incident.lon), _point(place)
    if middle is None or here is None or incident.radius_m is None:
        return None
    if _is_whole(place) and place.district is not None:
        if incident.district == place.district:
            return 0
        here = _dot_nearest_to(middle, _of(place.district)) or here
    return max(0, here.meters_to(middle) - incident.radius_m - place.precision)


def _dot_nearest_to(middle: Point, near: Sequence[Neighborhood]) -> Point | None:
    """Return the center that is nearest: some part of the district may be in the circle."""
    return min(_dots(near), key=middle.meters_to, default=None)


def _meters_to_neighborhoods(place: Place, near: Sequence[Neighborhood]) -> float | None:
    if place.district is None or place.neighborhood in near:
        return 0
    if _is_whole(place) and any(each.district_id == place.district.pk for each in near):
        return 0
    return _nearest(_point(place), near)


def _meters(place: Place, district: District | None) -> float | None:
    if district is None or place.district in {None, district}:
        return 0
    return _nearest(_point(place), _of(district))


def _is_whole(place: Place) -> bool:
    """Say whether all that is known of a place is its district."""
    return place.best_point is None


def _point(place: Place) -> Point | None:
    """Return the point of a place; of a district the middle of its neighborhoods."""
    if place.best_point or place.district is None:
        return place.best_point
    dots = _dots(_of(place.district))
    if not dots:
        return None
    return Point(sum(dot.lat for dot in dots) / len(dots), sum(dot.lon for dot in dots) / len(dots))


def _of(district: District) -> list[Neighborhood]:
    return [each for each in city.neighborhoods_now().values() if each.district_id == district.pk]


def _nearest(here: Point | None, near: Iterable[Neighborhood]) -> float | None:
    """Return how far the nearest center is, and at least a meter: it does not concern the place."""
    if here is None:
        return None
    return min((max(1, here.meters_to(dot)) for dot in _dots(near)), default=None)


def _dots(near: Iterable[Neighborhood]) -> list[Point]:
    return [dot for each in near if (dot := point(each.lat, each.lon))]
