"""Score the likelihood that two reports are about the same matter, between 0 and 1. Pure.

The score is a weighted sum of four parts, each between 0 and 1:

===========  ======  ====================================================================
part         weight  1 when
===========  ======  ====================================================================
topic        0.35    the same topic; 0.5 for another topic of its group
place        0.35    two pins within ``near_m``, falling to 0 at ``far_m``; without two pins
                     0.6 in the same neighborhood, 0.3 in the same district
words        0.20    all words of the shorter report are in the longer one, by stems
age          0.10    reported now, falling to 0 at ``days_open``
===========  ======  ====================================================================

The score is 0 if the topic or the place scores 0. The weights let the same topic in the same
neighborhood be enough without words (a caller who just begins to speak). The same district alone,
or a related topic in the same neighborhood, also needs common words.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any, Final

from alo153.core.geo import Point
from alo153.core.text import stem, telling_words

TOPIC, PLACE, WORDS, AGE = 0.35, 0.35, 0.20, 0.10

_KIN: Final = 0.5
_SAME_NEIGHBORHOOD: Final = 0.6
_SAME_DISTRICT: Final = 0.3
# Turkish adds its endings one after the other: "çukuru" and "çukurlar" share these letters
_STEM: Final = 5
_SHORTEST: Final = 3


@dataclass(frozen=True, kw_only=True)
class Policy:
    """The city's limits for duplicates (``[duplicates]`` of city.toml).

    Args:
        offer_at: the lowest score of a case that is offered.
        near_m: pins up to this many meters apart are one place.
        far_m: pins from this many meters apart are two places.
        days_open: cases that were opened earlier than this are not offered.
        days_closed: cases that were closed earlier than this are not offered.
        at_most: the number of cases that are offered at once.
        language: of the city, for the stems of words.
    """

    offer_at: float = 0.6
    near_m: int = 150
    far_m: int = 1_500
    days_open: int = 60
    days_closed: int = 14
    at_most: int = 5
    language: str


def policy_of(data: Mapping[str, Any], language: str) -> Policy:
    """Return the policy of ``[duplicates]``; a missing key has the usual value."""
    return Policy(**data, language=language)


@dataclass(frozen=True, kw_only=True)
class Report:
    """The compared data of a report. Any part of the place may be unknown.

    Topic, group, district and neighborhood are primary keys; the group is the topic's parent.
    """

    topic: int
    group: int | None = None
    district: int | None = None
    neighborhood: int | None = None
    point: Point | None = None
    text: str = ""
    at: datetime


def score(new: Report, old: Report, policy: Policy) -> float:
    """Return the likelihood that both reports are about the same matter, between 0 and 1."""
    topic, place = _of_topic(new, old), _of_place(new, old, policy)
    if not topic or not place:
        return 0.0
    return (
        TOPIC * topic
        + PLACE * place
        + WORDS * _of_words(new.text, old.text, policy.language)
        + AGE * _of_age(new.at - old.at, policy)
    )


def _of_topic(new: Report, old: Report) -> float:
    if new.topic == old.topic:
        return 1.0
    return _KIN if new.group is not None and new.group == old.group else 0.0


def _of_place(new: Report, old: Report, policy: Policy) -> float:
    distance = meters(new, old)
    if distance is not None:
        return _falling(distance - policy.near_m, policy.far_m - policy.near_m)
    if new.neighborhood is not None and old.neighborhood is not None:
        return _SAME_NEIGHBORHOOD if new.neighborhood == old.neighborhood else 0.0
    same = new.district is not None and new.district == old.district
    return _SAME_DISTRICT if same else 0.0


def meters(one: Report, other: Report) -> float | None:
    """Return the distance between two pins in meters; None without two pins."""
    return one.point.meters_to(other.point) if one.point and other.point else None


def _of_words(one: str, other: str, language: str) -> float:
    """Return the share of the shorter report's stems that the longer one has too."""
    few, many = sorted((_stems(one, language), _stems(other, language)), key=len)
    return len(few & many) / len(few) if few else 0.0


def _stems(text: str, language: str) -> set[str]:
    words = [word for word in telling_words(text, language) if len(word) >= _SHORTEST]
    return {word[:_STEM] if language == "tr" else stem(word, language) for word in words}


def _of_age(age: timedelta, policy: Policy) -> float:
    return _falling(abs(age) / timedelta(days=1), policy.days_open)


def _falling(value: float, end: float) -> float:
    """Return 1 for a value up to 0, falling linearly to 0 at ``end``."""
    if value <= 0:
        return 1.0
    return max(0.0, 1 - value / end) if end > 0 else 0.0
