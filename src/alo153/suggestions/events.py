"""Events of the model that proposes topics."""

from alo153.cases.events.of_case import OfCase
from alo153.core.payloads import Payload
from alo153.suggestions.models import LearnedModel


class CaseTopicChosen(OfCase, name="case.topic_chosen"):
    """A person chose a topic after a model had suggested some; no rank: it was not suggested."""

    model: int
    shown: bool
    rank: int | None = None


class ModelLearned(Payload[LearnedModel], name="model.learned"):
    """A model was learned and proposes from now on."""

    cases: int
