"""What the sample says about agents and the center."""

from collections import Counter, defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from django.core.exceptions import PermissionDenied
from django.db.models import QuerySet

from alo153.accounts.models import User
from alo153.quality.models import Evaluation, Reason, State
from alo153.quality.permissions import SEE_QUALITY
from alo153.quality.rules.estimates import Estimate, Stratum, stratified_mean


@dataclass(frozen=True)
class Row:
    """The quality of one agent or unit, or of all.

    Args:
        score: by contacts drawn by chance alone; None if none was scored.
        critical: critical errors by class, of the same contacts.
        targeted: how many more were evaluated for a reason.
    """

    name: str
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
    given = _given(asker, begin, end).filter(answer=None)
    rows = given.select_related("agent").order_by("agent__full_name", "pk")
    return _rows((row.agent.full_name, row) for row in rows)


def units(asker: User, begin: datetime, end: datetime) -> tuple[Row, list[Row]]:
    """Return the quality of all answers of units of a time, and of each unit; one query.

    As `team`; the answers of a unit on a day are a stratum.

    Raises:
        PermissionDenied: they may not see the figures.
    """
    given = _given(asker, begin, end).filter(interaction=None)
    rows = given.select_related("answer__unit").order_by("answer__unit__sort_key", "pk")
    return _rows((_unit(row), row) for row in rows)


def _given(asker: User, begin: datetime, end: datetime) -> QuerySet[Evaluation]:
    if not asker.may(SEE_QUALITY):
        raise PermissionDenied
    given = Evaluation.objects.filter(
        state=State.GIVEN, second=False, contact_at__gte=begin, contact_at__lt=end
    )
    return given.select_related("appeal")


def _unit(row: Evaluation) -> str:
    return row.answer.unit.name if row.answer and row.answer.unit else ""


def _rows(named: Iterable[tuple[str, Evaluation]]) -> tuple[Row, list[Row]]:
    by_name: dict[str, list[Evaluation]] = defaultdict(list)
    for name, row in named:
        by_name[name].append(row)
    whole = row_of("", [row for rows in by_name.values() for row in rows])
    return whole, [row_of(name, rows) for name, rows in by_name.items()]


def row_of(name: str, rows: Iterable[Evaluation]) -> Row:
    """Return what evaluations say; those without a draw are counted and enter nothing else."""
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
            strata.setdefault((row.draw_id, _stratum(row)), (row.of, []))[1].append(percent)
    score = stratified_mean(Stratum(of, scores) for of, scores in strata.values())
    return Row(name, score, dict(errors), targeted)


def _stratum(row: Evaluation) -> int:
    return row.answer.unit_id or 0 if row.answer else row.agent_id


def standing(row: Evaluation) -> tuple[float | None, Mapping[str, int]]:
    """Return the score that counts: that of an upheld appeal, else the first."""
    appeal = getattr(row, "appeal", None)
    if appeal and appeal.upheld:
        return row.counts, appeal.critical
    return row.counts, row.critical
