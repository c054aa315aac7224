"""The evaluation as text: what an operator reads before and after training."""

from collections.abc import Callable, Iterator, Mapping, Sequence
from statistics import fmean, pstdev

from alo153.suggestions.learning import evaluation
from alo153.suggestions.learning.evaluation import Evaluation

_FIGURES: Mapping[str, Callable[[Evaluation], float]] = {
    "accuracy": evaluation.accuracy,
    "macro F1": evaluation.macro_f1,
    "among three": evaluation.among_offered,
    "calibration error": evaluation.calibration_error,
}


def figures(tried: Evaluation, precision: float) -> Iterator[str]:
    """Return the lines of the figures of one evaluation."""
    for name, figure in _FIGURES.items():
        yield f"  {name:17} {figure(tried):.3f}"
    yield from _silence(tried, precision)


def spread(those: Sequence[Evaluation]) -> Iterator[str]:
    """Return a line for each figure: its mean over all, and the standard deviation."""
    for name, figure in _FIGURES.items():
        values = [figure(tried) for tried in those]
        yield f"  {name:17} {fmean(values):.4f} ± {pstdev(values):.4f}"


def _silence(tried: Evaluation, precision: float) -> Iterator[str]:
    threshold = tried.threshold(precision)
    spoken = tried.confidence >= threshold
    if not spoken.any():
        yield f"  never {precision:.0%} right: it would always be silent"
        return
    share, right = spoken.mean(), tried.hit[spoken].mean()
    yield f"  speaks from confidence {threshold:.2f}: of {share:.1%} of texts, {right:.1%} right"


def labels(tried: Evaluation) -> Iterator[str]:
    """Return a line for each label, the most frequent first."""
    yield f"  {'':32} {'texts':>6} {'precision':>9} {'recall':>6} {'F1':>6}"
    for each in sorted(evaluation.grades(tried), key=lambda grade: -grade.texts):
        yield (
            f"  {each.label[:32]:32} {each.texts:6} {each.precision:9.3f} "
            f"{each.recall:6.3f} {each.f1:6.3f}"
        )


def confidences(tried: Evaluation) -> Iterator[str]:
    """Return a line for each tenth of confidence: what it said, and what was so."""
    yield f"  {'texts':>6} {'said':>6} {'right':>6}"
    for each in evaluation.reliability(tried):
        yield f"  {each.texts:6} {each.said:6.2f} {each.right:6.2f}"
