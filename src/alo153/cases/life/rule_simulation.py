"""Simulate other rules: past cases are routed again, without any change."""

from collections import Counter
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache

from django.db.models import QuerySet
from django.db.models.functions import Coalesce

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.cases.queries import visible_to
from alo153.cases.rules.lifecycle import State
from alo153.city.models import Topic, Unit
from alo153.city.rules.routing import Facts, Reasons, Rule, route

_EXAMPLES = 20
_ANSWERED = frozenset({State.ANSWERED, State.RELAYING, State.CLOSED})
_NO_WORDS = Reasons(topic_unit="", place_unknown="", district_unknown="", nowhere="")
# Read as plain values, in the order of `_Row`
_FACTS = (
    "pk",
    "topic__slug",
    "topic__parent__slug",
    "topic__default_unit__slug",
    "topic__responsibility",
    "place_layer",
    "district_slug",
    "neighborhood__slug",
    "municipality_slug",
    "unit__slug",
    "state",
)


@dataclass(frozen=True)
class Move:
    """Cases of one topic that would go elsewhere; no unit means the center.

    `better` counts cases that the unit of the simulated rules answered in the end, `worse` cases
    that the unit of today's rules answered.
    """

    before: str | None
    after: str | None
    topic: str
    count: int
    better: int
    worse: int


@dataclass(frozen=True)
class Example:
    """A case that would go elsewhere. Without a code for one who may not see it."""

    code: str
    topic: str
    place: str
    before: str | None
    after: str | None


@dataclass(frozen=True)
class RuleSimulation:
    """The result of a simulation: counts over `tried` cases, the largest moves first."""

    tried: int
    moves: tuple[Move, ...]
    examples: tuple[Example, ...]

    @property
    def elsewhere(self) -> int:
        """Return how many cases would have gone to another unit."""
        return sum(move.count for move in self.moves)

    @property
    def better(self) -> int:
        """Return how many would have gone at once where they were answered in the end."""
        return sum(move.better for move in self.moves)

    @property
    def worse(self) -> int:
        """Return how many would have been sent to a unit other than the one that answered."""
        return sum(move.worse for move in self.moves)


type _Way = tuple[str | None, str | None]


def simulate_rules(
    asker: User, before: Sequence[Rule], after: Sequence[Rule], *, last: int
) -> RuleSimulation:
    """Send the last cases again by two sets of rules; four queries, whatever their number.

    Both are asked the same today, so that only the rules make the difference. Topics and places
    are the present ones of the cases.
    """
    closed = frozenset(Unit.objects.exclude(retired_at=None).values_list("slug", flat=True))
    now, then = _router(before, closed), _router(after, closed)
    found: Counter[tuple[str, _Way]] = Counter()
    better: Counter[tuple[str, _Way]] = Counter()
    worse: Counter[tuple[str, _Way]] = Counter()
    shown: dict[int, _Way] = {}
    tried = 0
    for pk, facts, answered_by in _past(last):
        tried += 1
        way = now(facts), then(facts)
        if way[0] == way[1]:
            continue
        key = facts.topic, way
        found[key] += 1
        better[key] += answered_by == way[1] is not None
        worse[key] += answered_by == way[0] is not None
        if len(shown) < _EXAMPLES:
            shown[pk] = way
    moves = [
        Move(*way, topic, count, better[topic, way], worse[topic, way])
        for (topic, way), count in found.most_common()
    ]
    return RuleSimulation(tried, tuple(moves), tuple(_examples(asker, shown)))


def _router(rules: Sequence[Rule], closed: frozenset[str]) -> Callable[[Facts], str | None]:
    """Return who gets a case by these rules; the same facts are asked once."""

    @cache
    def to(facts: Facts) -> str | None:
        unit = route(facts, rules, _NO_WORDS).unit
        return None if unit in closed else unit

    return to


def _past(last: int) -> Iterator[tuple[int, Facts, str | None]]:
    """Yield the last cases, the latest first, each with the unit that answered it."""
    rows = Case.objects.filter(confidential=False).annotate(
        district_slug=Coalesce("district__slug", "neighborhood__district__slug"),
        municipality_slug=Coalesce(
            "district__municipality__slug", "neighborhood__district__municipality__slug"
        ),
    )
    ordered = rows.order_by("-pk").values_list(*_FACTS)[:last]
    for pk, topic, group, unit, whose, layer, district, near, municipality, at, state in ordered:
        facts = Facts(
            topic=topic,
            group=group,
            topic_unit=unit,
            depends_on_place=whose == Topic.Responsibility.BY_PLACE,
            place=layer or None,
            district=district,
            neighborhood=f"{district}/{near}" if near else None,
            district_municipality=municipality,
        )
        yield pk, facts, at if state in _ANSWERED else None


def _examples(asker: User, shown: dict[int, _Way]) -> Iterator[Example]:
    seen = set(visible_to(asker).filter(pk__in=shown).values_list("pk", flat=True))
    for case in _named(Case.objects.filter(pk__in=shown)):
        places = [each.name for each in (case.neighborhood, case.district) if each]
        code = case.tracking_code if case.pk in seen else ""
        yield Example(code, case.topic.name, ", ".join(places), *shown[case.pk])


def _named(cases: QuerySet[Case]) -> QuerySet[Case]:
    return cases.order_by("-pk")
