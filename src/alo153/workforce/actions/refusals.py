"""Why a verb about shifts refuses."""

from collections.abc import Iterable

from alo153.accounts.models import User
from alo153.workforce.law.check import Breach


class NoSuchShift(ValueError):
    """The person has no published shift on this day that is still to end."""


class NotADraft(ValueError):
    """A published roster is never edited: a new version takes its place."""


class PastDay(ValueError):
    """A day that has passed stays as the published version had it: people worked by that."""


class NotYours(ValueError):
    """Somebody else was asked."""


class Outdated(ValueError):
    """A newer version was published since this draft was begun: publishing would undo it."""


class ChangesBeside(ValueError):
    """The new version has other changes than the replacement, which nobody has agreed to yet."""


class ChangedMeanwhile(ValueError):
    """Another planner has changed this day since the page was shown. `by` says who."""

    def __init__(self, by: User | None) -> None:
        """Keep who it was; None: the solver."""
        self.by = by
        super().__init__(by and by.pk)


class Unlawful(ValueError):
    """The law refuses it, without override. `breaches` say what, when, and where it is written."""

    def __init__(self, breaches: Iterable[tuple[int, Breach]]) -> None:
        """Keep each breach with the key of the person."""
        self.breaches = tuple(breaches)
        super().__init__(", ".join(f"{who}: {each.key} {each.day}" for who, each in self.breaches))
