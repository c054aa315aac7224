"""Simulate other alarm words on past cases: counts alone, no word of a citizen and no case."""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from django.db.models import Count, Q

from alo153.cases.models import Case, RaisedAlarm
from alo153.city.rules.alarms import Watch, heard


@dataclass(frozen=True)
class HeardAlarm:
    """An alarm in past cases: how many have its words, and how people judged it so far."""

    slug: str
    before: int
    after: int
    confirmed: int
    dismissed: int


@dataclass(frozen=True)
class AlarmSimulation:
    """The result of a simulation over `tried` cases."""

    tried: int
    alarms: tuple[HeardAlarm, ...]


def simulate_alarms(
    before: Sequence[Watch], after: Sequence[Watch], *, last: int
) -> AlarmSimulation:
    """Count the last cases that have the words of each alarm; two queries.

    Confidential cases are left out. The alarms of `after` are first, then the removed ones.
    """
    latest = Case.objects.filter(confidential=False).order_by("-pk")
    texts = list(latest.values_list("text", flat=True)[:last])
    now, then, judged = _counted(texts, before), _counted(texts, after), judgments()
    slugs = dict.fromkeys(each.alarm.slug for each in (*after, *before))
    found = (HeardAlarm(slug, now[slug], then[slug], *judged.get(slug, (0, 0))) for slug in slugs)
    return AlarmSimulation(len(texts), tuple(found))


def judgments() -> Mapping[str, tuple[int, int]]:
    """Return for each alarm how often people called it urgent, and how often no alarm."""
    state = RaisedAlarm.State
    rows = RaisedAlarm.objects.filter(case__confidential=False).values_list("alarm")
    counted = rows.annotate(
        confirmed=Count("pk", filter=Q(state=state.CONFIRMED)),
        dismissed=Count("pk", filter=Q(state=state.DISMISSED)),
    )
    return {alarm: (yes, no) for alarm, yes, no in counted.order_by("alarm")}


def _counted(texts: Sequence[str], watches: Sequence[Watch]) -> Counter[str]:
    return Counter(alarm.slug for text in texts for alarm in heard(text, watches))
