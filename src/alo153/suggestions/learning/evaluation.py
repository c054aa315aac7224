"""Measure the quality of proposals: each text is judged by a model that never saw it."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from alo153.suggestions.learning import folds
from alo153.suggestions.learning.arrays import Floats, Ints
from alo153.suggestions.learning.confidence import probabilities, temperature_of, threshold_for
from alo153.suggestions.learning.offering import offered
from alo153.suggestions.learning.training import train

FOLDS = 10
_BINS = 10


@dataclass(frozen=True)
class Evaluation:
    """The result: scores of shape (texts, labels), and the number of each right label."""

    labels: tuple[str, ...]
    scores: Floats
    right: Ints
    temperature: float
    # For each text whether the right label was among those offered
    among: NDArray[np.bool_]

    @property
    def confidence(self) -> NDArray[np.float64]:
        """Return how sure the first proposal of each text is."""
        return probabilities(self.scores, self.temperature).max(axis=1)

    @property
    def hit(self) -> NDArray[np.bool_]:
        """Tell for each text whether the first proposal is right."""
        found: NDArray[np.bool_] = self.scores.argmax(axis=1) == self.right
        return found

    def threshold(self, precision: float) -> float:
        """Return the confidence from which upward first proposals are so often right."""
        return threshold_for(precision, self.confidence, self.hit)


@dataclass(frozen=True)
class Grade:
    """One label: its precision, and its recall."""

    label: str
    texts: int
    precision: float
    recall: float

    @property
    def f1(self) -> float:
        """Return the harmonic mean of both."""
        both = self.precision + self.recall
        return 2 * self.precision * self.recall / both if both else 0.0


@dataclass(frozen=True)
class Bin:
    """First proposals of like confidence: what they said on average, and how many were right."""

    texts: int
    said: float
    right: float


def run(
    texts: Sequence[str], labels: Sequence[str], groups: Sequence[int], seed: int = folds.SEED
) -> Evaluation:
    """Train without each fold in turn and try the model on it."""
    names = tuple(sorted(set(labels)))
    place = {name: number for number, name in enumerate(names)}
    dealt = np.array(folds.deal(labels, groups, FOLDS, seed))
    right = np.array([place[label] for label in labels], np.int64)
    scores = np.full((len(texts), len(names)), -20, np.float32)
    among = np.zeros(len(texts), np.bool_)
    for fold in range(FOLDS):
        inside = np.flatnonzero(dealt != fold).tolist()
        model = train([texts[each] for each in inside], [labels[each] for each in inside])
        known = [place[label] for label in model.labels]
        for each in np.flatnonzero(dealt == fold).tolist():
            told = model.scores(texts[each])
            scores[each, known] = told
            among[each] = labels[each] in {model.labels[n] for n in offered(told, model.lifts)}
    return Evaluation(names, scores, right, temperature_of(scores, right), among)


def accuracy(tried: Evaluation) -> float:
    """Return the share of texts whose first proposal is right."""
    return float(tried.hit.mean())


def among_offered(tried: Evaluation) -> float:
    """Return the share of texts with the right label among the three proposed."""
    return float(tried.among.mean())


def grades(tried: Evaluation) -> list[Grade]:
    """Return precision and recall of each label."""
    first = tried.scores.argmax(axis=1)
    found = []
    for number, label in enumerate(tried.labels):
        proposed, is_it = first == number, tried.right == number
        both = int((proposed & is_it).sum())
        precision = both / max(int(proposed.sum()), 1)
        found.append(Grade(label, int(is_it.sum()), precision, both / int(is_it.sum())))
    return found


def macro_f1(tried: Evaluation) -> float:
    """Return the mean F1 of all labels, small ones counting as much as large ones."""
    return float(np.mean([grade.f1 for grade in grades(tried)]))


def reliability(tried: Evaluation) -> list[Bin]:
    """Return what confidences said and how often they were right, by tenths without empty ones."""
    tenth = np.minimum((tried.confidence * _BINS).astype(int), _BINS - 1)
    bins = [tenth == number for number in range(_BINS)]
    return [
        Bin(int(of.sum()), float(tried.confidence[of].mean()), float(tried.hit[of].mean()))
        for of in bins
        if of.any()
    ]


def calibration_error(tried: Evaluation) -> float:
    """Return how far confidences are from the truth on average (ECE, ten bins)."""
    off = [each.texts * abs(each.said - each.right) for each in reliability(tried)]
    return sum(off) / len(tried.right)
