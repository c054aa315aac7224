"""Keep what was learned, and what people chose of what was proposed."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db import transaction

from alo153.cases.models import Case
from alo153.city.models import Topic
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.ttl_cache import forget_cached
from alo153.suggestions.events import CaseTopicChosen, ModelLearned
from alo153.suggestions.learning import evaluation, folds, storage
from alo153.suggestions.learning.linear import Linear
from alo153.suggestions.learning.training import train
from alo153.suggestions.models import LearnedModel, TopicChoice
from alo153.suggestions.queries import propose

FEWEST = 200
"""Cases: with fewer, what was measured would be chance."""


class TooFew(ValueError):
    """There are too few cases, or cases of one topic only."""


@dataclass(frozen=True)
class Learned:
    """A model, and how it did on cases it had not seen."""

    model: Linear
    evaluation: evaluation.Evaluation


def learn(examples: Sequence[tuple[str, str]]) -> Learned:
    """Train on text and topic of cases, and try it; minutes of computing, nothing is written.

    Raises:
        TooFew: fewer than 200 cases, or all of one topic.
    """
    texts, labels = [text for text, _ in examples], [label for _, label in examples]
    if len(examples) < FEWEST or len(set(labels)) == 1:
        raise TooFew
    tried = evaluation.run(texts, labels, folds.together(texts))
    return Learned(train(texts, labels), tried)


@transaction.atomic
def keep(*, learned: Learned, precision: float, by: Actor, at: datetime) -> LearnedModel:
    """Let a model propose from now on. Records ``model.learned``."""
    tried = learned.evaluation
    kept = LearnedModel.objects.create(
        learned_at=at,
        cases=len(tried.right),
        labels=list(learned.model.labels),
        content=storage.to_bytes(learned.model),
        temperature=tried.temperature,
        threshold=tried.threshold(precision),
        precision=precision,
        measures=measures(tried),
    )
    events.record(ModelLearned(cases=kept.cases), subject=kept, by=by, at=at)
    transaction.on_commit(forget_cached)
    forget_cached()
    return kept


def measures(tried: evaluation.Evaluation) -> Mapping[str, float]:
    """Return the figures of a model."""
    return {
        "accuracy": evaluation.accuracy(tried),
        "macro_f1": evaluation.macro_f1(tried),
        "top_3": evaluation.among_offered(tried),
        "calibration_error": evaluation.calibration_error(tried),
    }


@transaction.atomic(savepoint=False)
def note_choice(
    *, case: Case, chosen: Topic, seen: bool, by: Actor, at: datetime
) -> TopicChoice | None:
    """Keep what the model proposes for the words of a case next to the topic a person gave it.

    Records ``case.topic_chosen``. None while nothing was learned.

    Args:
        seen: whether that person saw proposals; of a table's topics another body decided.
    """
    proposed = propose(case.text, case.place)
    if proposed is None:
        return None
    slugs = [each.topic.slug for each in proposed.proposals]
    rank = slugs.index(chosen.slug) + 1 if chosen.slug in slugs else None
    choice = TopicChoice.objects.create(
        case=case,
        model=proposed.model,
        proposals=[
            {
                "topic": each.topic.slug,
                "unit": each.unit.slug if each.unit else None,
                "confidence": round(each.confidence, 4),
            }
            for each in proposed.proposals
        ],
        shown=proposed.speaks and seen,
        chosen=chosen,
        rank=rank,
        at=at,
    )
    events.record(
        CaseTopicChosen(model=proposed.model.pk, shown=choice.shown, rank=rank),
        subject=case,
        by=by,
        at=at,
    )
    return choice
