"""A city's rules of closings: how long the citizen is asked, and what counts. Pure."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any


@dataclass(frozen=True, kw_only=True)
class ClosingPolicy:
    """The table ``[closing]`` of `city.toml`; days pass by the calendar, distances are meters."""

    # Days in which the citizen may say whether it is solved; then nobody knows
    answer_within: int = 14
    # Days until a reminder and between two; only by SMS and e-mail
    remind_after: int = 5
    reminders: int = 1
    # The hour of the city's day in which reminders leave: they wake nobody
    remind_hour: int = 10
    # How often one case may be objected to, and from which time on a supervisor decides
    objections: int = 3
    supervisor_from: int = 3
    # A new case about the same topic this near and this soon counts against the closing
    recontact_days: int = 30
    recontact_meters: int = 100

    def ask_next(self, asked_at: datetime, reminded: int, *, by_message: bool) -> datetime:
        """Return when to remind the citizen again, or when the question runs out."""
        ends = self.ends(asked_at)
        if not by_message or reminded >= self.reminders:
            return ends
        return min(ends, asked_at + timedelta(days=self.remind_after * (reminded + 1)))

    def ends(self, asked_at: datetime) -> datetime:
        """Return when the question runs out."""
        return asked_at + timedelta(days=self.answer_within)


# Least and most of each number
BOUNDS: Mapping[str, tuple[int, int]] = {
    "answer_within": (1, 365),
    "remind_after": (1, 365),
    "reminders": (0, 3),
    "remind_hour": (8, 20),
    "objections": (1, 10),
    "supervisor_from": (1, 10),
    "recontact_days": (1, 365),
    "recontact_meters": (1, 5_000),
}


def policy_of(data: Mapping[str, Any]) -> ClosingPolicy:
    """Return the policy that the city's data holds, the usual one for what it leaves out."""
    return ClosingPolicy(**data)
