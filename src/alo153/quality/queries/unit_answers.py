"""Answers of units for evaluation: the unit's words, and the center's plain words."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from typing import Any, Final

from alo153.cases.models import Answer
from alo153.city.models import Unit
from alo153.city.queries import local_time
from alo153.quality.media import CardMedium
from alo153.quality.rules.sampling import Candidate

CHANNEL: Final = "answer"
"""The value that the draw uses in place of a channel."""


@dataclass(frozen=True)
class UnitAnswer:
    """An answer that can be evaluated.

    Args:
        agent: its writer in the unit.
        approver: the editor of its plain words.
        at: when it was approved.
    """

    key: int
    unit: int
    agent: int
    approver: int
    topic: str
    at: datetime

    @property
    def candidate(self) -> Candidate:
        """Return it as chance sees it: its unit is the stratum."""
        return Candidate(self.key, self.unit, CHANNEL, self.topic, local_time.local(self.at).hour)

    @property
    def columns(self) -> dict[str, Any]:
        """Return the columns of its evaluation."""
        return {
            "answer_id": self.key,
            "agent_id": self.agent,
            "medium": CardMedium.UNIT,
            "contact_at": self.at,
        }

    @property
    def authors(self) -> tuple[int, ...]:
        """Return the editor of the plain words, who like its writer may not evaluate it."""
        return (self.approver,)


def of_day(day: date) -> list[UnitAnswer]:
    """Return the answers that were approved on a day of the city; one query.

    What the center wrote for an outside agency, or about a confidential case, is left out.
    """
    begins, ends = local_time.day_begins(day), local_time.day_begins(day + timedelta(days=1))
    rows = Answer.objects.filter(
        approved_at__gte=begins,
        approved_at__lt=ends,
        unit__isnull=False,
        case__confidential=False,
    ).exclude(unit__kind=Unit.Kind.OUTSIDE)
    found: Iterable[tuple[Any, ...]] = rows.order_by("pk").values_list(
        "pk", "unit", "written_by", "approved_by", "case__topic__slug", "approved_at"
    )
    return [UnitAnswer(*row) for row in found]
