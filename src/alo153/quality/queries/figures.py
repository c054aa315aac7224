"""What the sample says about agents and the center."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied

from alo153.accounts.models import User
from alo153.quality.models import Evaluation, Reason, State
from alo153.quality.permissions import SEE_QUALITY
from alo153.quality.rules.estimates import Estimate, Stratum, stratified_mean


@dataclass(frozen=True)
class Row:
    """The quality of one agent, or of all.

    Args:
        score: by contacts drawn by chance alone; None if none was scored.
        critical: critical errors by class, of the same contacts.
        targeted: how many more were evaluated for a reason.
    """

    agent: str
    score: Estimate | None
    critical: Mapping[str, int]
    targeted: int


def team(asker: User, begin: datetime, end: datetime) -> tuple[Row, list[Row]]:
    """Return the quality of all contacts of a time, and of each agent by name; one query.

    A day of an agent is a stratum: it weighs as many contacts as the agent had that day. An
    appeal that was upheld counts with its own score.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    if not asker.may(SEE_QUALITY):
        raise PermissionDenied
    given = Evaluation.objects.filter(
        state=State.GIVEN, second=False, contact_at__gte=begin, contact_at__lt=end
    )
    rows = list(given.select_related("agent", "appeal").order_by("agent__full_name", "pk"))
    by_agent: dict[str, list[Evaluation]] = defaultdict(list)
    for row in rows:
        by_agent[row.agent.full_name].append(row)
    return _row("", rows), [_row(name, those) for name, those in by_agent.items()]


def _row(name: str, rows: Iterable[Evaluation]) -> Row:
    strata: dict[tuple[int, int], tuple[int, list[float]]] = {}
    errors: Counter[str] = Counter()
    targeted = 0
    for row in rows:
        if row.reason != Reason.CHANCE or row.draw_id is None or row.of is None:
            targeted += 1
            continue
        percent, critical = standing(row)
        errors.update(critical)
        if percent is not None:
            strata.setdefault((row.draw_id, row.agent_id), (row.of, []))[1].append(percent)
    score = stratified_mean(Stratum(of, scores) for of, scores in strata.values())
    return Row(name, score, dict(errors), targeted)


def standing(row: Evaluation) -> tuple[float | None, Mapping[str, int]]:
    """Return the score that counts: that of an upheld appeal, else the first."""
    appeal = getattr(row, "appeal", None)
    if appeal and appeal.upheld:
        return row.counts, appeal.critical
    return row.counts, row.critical
