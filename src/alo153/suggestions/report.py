"""The evaluation as text: what an operator reads before and after training."""

from collections.abc import Iterator

from alo153.suggestions.learning import trial
from alo153.suggestions.learning.trial import Trial


def figures(tried: Trial, precision: float) -> Iterator[str]:
    """Return the lines of the figures of one trial."""
    yield f"  accuracy          {trial.accuracy(tried):.3f}"
    yield f"  macro F1          {trial.macro_f1(tried):.3f}"
    yield f"  among three       {trial.among_offered(tried):.3f}"
    yield f"  calibration error {trial.calibration_error(tried):.3f}"
    yield from _silence(tried, precision)


def _silence(tried: Trial, precision: float) -> Iterator[str]:
    threshold = tried.threshold(precision)
    spoken = tried.confidence >= threshold
    if not spoken.any():
        yield f"  never {precision:.0%} right: it would always be silent"
        return
    share, right = spoken.mean(), tried.hit[spoken].mean()
    yield f"  speaks from confidence {threshold:.2f}: of {share:.1%} of texts, {right:.1%} right"


def labels(tried: Trial) -> Iterator[str]:
    """Return a line for each label, the most frequent first."""
    yield f"  {'':32} {'texts':>6} {'precision':>9} {'recall':>6} {'F1':>6}"
    for each in sorted(trial.grades(tried), key=lambda grade: -grade.texts):
        yield (
            f"  {each.label[:32]:32} {each.texts:6} {each.precision:9.3f} "
            f"{each.recall:6.3f} {each.f1:6.3f}"
        )


def confidences(tried: Trial) -> Iterator[str]:
    """Return a line for each tenth of confidence: what it said, and what was so."""
    yield f"  {'texts':>6} {'said':>6} {'right':>6}"
    for each in trial.reliability(tried):
        yield f"  {each.texts:6} {each.said:6.2f} {each.right:6.2f}"
