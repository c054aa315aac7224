"""Open reports nearby: topic, neighborhood, age and state, nothing else."""

from dataclasses import dataclass
from datetime import datetime

from django.core import signing

from alo153.cases.models import Case
from alo153.cases.together import duplicates
from alo153.cases.together.duplicates import Sketch
from alo153.city import queries as unit_queries
from alo153.city.place import Place
from alo153.core.geo import point
from alo153.web.portal.apply.answers import Answers

_SEAL = signing.Signer(salt="portal.nearby")


@dataclass(frozen=True)
class Nearby:
    """One report of somebody else, told so that nobody could find the person or the house.

    `key` names it to us alone.
    """

    key: str
    topic: str
    neighborhood: str
    days: int
    state: str


def reported(answers: Answers, *, at: datetime) -> list[Nearby]:
    """Return what is open and likely the same matter, likeliest first; empty without a place."""
    given = answers.place
    if not given or answers.topic is None:
        return []
    sketch = Sketch(
        topic=answers.topic,
        place=Place(
            district=given.get("district"),
            neighborhood=given.get("neighborhood"),
            point=point(given.get("lat"), given.get("lon")),
        ),
        text=answers.text,
    )
    today = unit_queries.today(at)
    return [
        Nearby(
            key=_SEAL.sign(str(offer.case.pk)),
            topic=offer.case.topic.name,
            neighborhood=offer.case.neighborhood.name if offer.case.neighborhood else "",
            days=(today - unit_queries.today(offer.case.opened_at)).days,
            state=offer.case.get_state_display(),
        )
        for offer in duplicates.public_offers(sketch, at=at)
    ]


def named(key: str) -> Case | None:
    """Return the open case of a key that we gave out; None for anything else."""
    try:
        return duplicates.public(_SEAL.unsign(key))
    except signing.BadSignature:
        return None
