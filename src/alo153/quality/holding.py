"""Hold an evaluation, so that two presses follow each other."""

from alo153.quality.models import Evaluation


def held(evaluation: Evaluation) -> Evaluation:
    """Return an evaluation behind its lock."""
    rows = Evaluation.objects.select_for_update(of=("self",))
    rows = rows.select_related("card", "interaction", "answer")
    return rows.get(pk=evaluation.pk)
