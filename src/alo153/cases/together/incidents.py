"""Reading incidents: which are open, and which a caller may be calling about."""

from dataclasses import dataclass, field
from typing import Final

from django.db.models import F, Prefetch, QuerySet

from alo153.cases.models import Case, Incident
from alo153.cases.together import linked_reports
from alo153.city.models import Topic
from alo153.city.place import Place
from alo153.core.geo import point

MOST_OFFERED: Final = 3


@dataclass(frozen=True, kw_only=True)
class Spot:
    """The known place and topic of a caller's report."""

    topic: Topic | None = None
    place: Place = field(default_factory=Place)


def listed() -> QuerySet[Incident]:
    """Return the incidents, open ones and the newest on top; two or three queries when read.

    Each `lead` has `people`, how many reported it.
    """
    leads = linked_reports.with_people(Case.objects.all())
    return (
        Incident.objects.select_related("announcement", "opened_by")
        .prefetch_related(Prefetch("lead", queryset=leads), "neighborhoods")
        .order_by(F("ended_at").desc(nulls_first=True), "-opened_at")
    )


def one(key: int) -> Incident | None:
    """Return an incident, open or over; one query."""
    return Incident.objects.filter(pk=key).first()


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
    place, here = spot.place, point(incident.lat, incident.lon)
    if incident.radius_m is not None and here and place.best_point:
        return place.best_point.meters_to(here) <= incident.radius_m + place.precision
    near = {each.pk for each in incident.neighborhoods.all()}
    if near and place.neighborhood:
        return place.neighborhood.pk in near
    district = place.neighborhood.district if place.neighborhood else place.district
    return not incident.district_id or not district or district.pk == incident.district_id


def already_reported(incident: Incident, phone: str) -> Case | None:
    """Return the report that waits there for somebody at this number (E.164); one query."""
    theirs = Case.objects.filter(lead=incident.lead_id, contact__value=phone)
    return theirs.select_related("reporter").first() if phone else None
