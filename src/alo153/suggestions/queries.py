"""Ask the model: what may this text be about, and who would do the work."""

from dataclasses import dataclass
from functools import lru_cache

from django.db.models import Count, Exists, F, OuterRef

from alo153.cases.models import Case, HandBack, Reclassification
from alo153.city import queries as unit_queries
from alo153.city.models import Topic, Unit
from alo153.city.place import Place
from alo153.core.ttl_cache import TtlCache
from alo153.suggestions.learning import storage
from alo153.suggestions.learning.confidence import probabilities
from alo153.suggestions.learning.linear import Linear
from alo153.suggestions.learning.offering import offered
from alo153.suggestions.models import LearnedModel

FEWEST_LETTERS = 12
"""A shorter text says too little."""
LEAST_SAID = 0.05
"""A second or third proposal that is hardly likely is not worth the reading."""
FEWEST_CASES = 20
"""A topic with fewer is not learned."""
MOST_CASES = 30_000
"""The latest ones; more make training long and proposals hardly better."""


_newest = TtlCache(lambda: LearnedModel.objects.defer("content").first())


@dataclass(frozen=True)
class Proposal:
    """One topic, who would do the work, and how sure the model is (0 to 1)."""

    topic: Topic
    unit: Unit | None
    confidence: float

    @property
    def percent(self) -> int:
        """Return the confidence as people read it; nothing is certain."""
        return min(round(100 * self.confidence), 99)


@dataclass(frozen=True)
class Proposed:
    """The newest model's proposals for a text."""

    model: LearnedModel
    proposals: tuple[Proposal, ...]

    @property
    def offered(self) -> tuple[Proposal, ...]:
        """Return what a person sees: nothing below the threshold, and nothing hardly likely."""
        likely = tuple(each for each in self.proposals if each.confidence >= LEAST_SAID)
        return likely if self.speaks else ()

    @property
    def speaks(self) -> bool:
        """Tell whether the first proposal is sure enough to be shown."""
        return bool(self.proposals) and self.proposals[0].confidence >= self.model.threshold


def propose(text: str, place: Place | None = None) -> Proposed | None:
    """Return at most three topics for a text, the surest first; None while nothing was learned.

    A few milliseconds of computing; no query, but for what was not read for seconds.
    """
    newest = _newest()
    if newest is None or len(text.strip()) < FEWEST_LETTERS:
        return None
    best = _best(newest, text)
    topics = unit_queries.topics_now()
    found = []
    for slug, confidence in best:
        if topic := topics.get(slug):
            route = unit_queries.find_route(topic=topic, place=place or Place())
            found.append(Proposal(topic, route.unit, confidence))
    return Proposed(newest, tuple(found))


def _best(model: LearnedModel, text: str) -> list[tuple[str, float]]:
    linear = _loaded(model.pk)
    scores = linear.scores(text)
    sure = probabilities(scores, model.temperature)
    return [(linear.labels[each], float(sure[each])) for each in offered(scores, linear.lifts)]


@lru_cache(maxsize=1)
def _loaded(version: int) -> Linear:
    """Return the arrays of a model, read once per process and version."""
    model = LearnedModel.objects.get(pk=version)
    return storage.from_bytes(bytes(model.content), tuple(model.labels))


def examples() -> list[tuple[str, str]]:
    """Return text and topic of the latest cases, for training: read by the program, by nobody.

    Topics with few cases are left out, cases that a unit gave back (their topic is in doubt, until
    somebody puts it right), and confidential ones.
    """
    settled = Reclassification.objects.filter(
        case=OuterRef("case"), at__gte=OuterRef("returned_at")
    ).exclude(topic=F("case__topic"))
    doubtful = HandBack.objects.exclude(Exists(settled)).values("case")
    known = Case.objects.exclude(pk__in=doubtful).filter(topic__retired_at=None)
    known = known.filter(confidential=False)
    counted = known.values("topic").annotate(cases=Count("pk"))
    often = [row["topic"] for row in counted if row["cases"] >= FEWEST_CASES]
    latest = known.filter(topic__in=often).order_by("-pk")
    return list(latest.values_list("text", "topic__slug")[:MOST_CASES])
