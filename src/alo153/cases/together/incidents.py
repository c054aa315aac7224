"""Reading incidents: which are open, and which a caller may be calling about."""

from dataclasses import dataclass
from typing import Any, Final

from django.db.models import Prefetch, QuerySet

from alo153.cases.models import Case, Incident
from alo153.cases.together import linked_reports
from alo153.city.models import District, Neighborhood, Topic
from alo153.core.geo import Point

MOST_OFFERED: Final = 3
# Half of a large neighborhood: its center may lie outside of a circle that reaches into it
_HALF_A_NEIGHBORHOOD_M: Final = 1_000


@dataclass(frozen=True, kw_only=True)
class Spot:
    """What is known so far of where a caller speaks of, and about what."""

    topic: Topic | None = None
    district: District | None = None
    neighborhood: Neighborhood | None = None
    pin: tuple[float, float] | None = None


def listed() -> QuerySet[Incident]:
    """Return the incidents, open ones and the newest on top; three queries when read.

    Each `lead` has `people`, how many reported it.
    """
    leads = linked_reports.with_people(Case.objects.all())
    return (
        Incident.objects.select_related("announcement", "opened_by")
        .prefetch_related(Prefetch("lead", queryset=leads), "neighborhoods")
        .order_by("ended_at", "-opened_at")
    )


def open_now() -> QuerySet[Incident]:
    """Return the incidents that take reports in, the newest on top."""
    return listed().filter(ended_at=None).order_by("-opened_at")


def offered(spot: Spot) -> list[Incident]:
    """Return the open incidents that a caller may be calling about, at most `MOST_OFFERED`.

    What is not known yet excludes nothing: the agent asks. Three queries.
    """
    return [each for each in open_now() if _fits(each, spot)][:MOST_OFFERED]


def _fits(incident: Incident, spot: Spot) -> bool:
    return _is_about(incident.lead.topic, spot.topic) and _covers(incident, spot)


def _is_about(topic: Topic, spoken_of: Topic | None) -> bool:
    return spoken_of is None or spoken_of.parent_id == topic.parent_id


def _covers(incident: Incident, spot: Spot) -> bool:
    if incident.radius_m is not None and (point := _point(spot)):
        there, blur = point
        here: Any = incident
        return there.meters_to(Point(here.lat, here.lon)) <= incident.radius_m + blur
    near = {each.pk for each in incident.neighborhoods.all()}
    if near and spot.neighborhood:
        return spot.neighborhood.pk in near
    district = spot.neighborhood.district if spot.neighborhood else spot.district
    return not incident.district_id or not district or district.pk == incident.district_id


def _point(spot: Spot) -> tuple[Point, int] | None:
    """Return the best known point, and how many meters it may be wrong."""
    if spot.pin:
        return Point(*spot.pin), 0
    near: Any = spot.neighborhood
    if near and near.lat is not None:
        return Point(near.lat, near.lon), _HALF_A_NEIGHBORHOOD_M
    return None


def already_reported(incident: Incident, phone: str) -> Case | None:
    """Return the report that waits there for somebody at this number (E.164); one query."""
    theirs = Case.objects.filter(follows=incident.lead_id, contact__value=phone)
    return theirs.select_related("reporter").first() if phone else None
