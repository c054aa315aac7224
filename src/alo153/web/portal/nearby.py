"""What others have already reported nearby: topic, neighborhood, age and state, nothing else."""

from dataclasses import dataclass
from datetime import datetime

from alo153.cases import likeness
from alo153.cases.likeness import Sketch
from alo153.units import queries as unit_queries
from alo153.web.portal.application import Application
from alo153.web.portal.forms import PlaceForm, TopicForm


@dataclass(frozen=True)
class Nearby:
    """One report of somebody else, told so that nobody could find the person or the house."""

    topic: str
    neighborhood: str
    days: int
    state: str


def reported(kept: Application, *, at: datetime) -> list[Nearby]:
    """Return what is open and likely the same matter, likeliest first; empty without a place."""
    place, topic = PlaceForm(kept.answers("place")), TopicForm(kept.answers("topic"))
    if not place.is_valid() or not topic.is_valid():
        return []
    given = place.cleaned_data
    sketch = Sketch(
        topic=topic.cleaned_data["topic"],
        district=given.get("district"),
        neighborhood=given.get("neighborhood"),
        lat=given.get("lat"),
        lon=given.get("lon"),
        text=kept.answers("text").get("text", ""),
    )
    zone = unit_queries.working_calendar().timezone
    today = at.astimezone(zone).date()
    return [
        Nearby(
            topic=offer.case.topic.name,
            neighborhood=offer.case.neighborhood.name if offer.case.neighborhood else "",
            days=(today - offer.case.opened_at.astimezone(zone).date()).days,
            state=offer.case.get_state_display(),
        )
        for offer in likeness.public_offers(sketch, at=at)
    ]
