"""Why a verb about shifts refuses."""

from collections.abc import Iterable

from alo153.workforce.law.check import Breach


class NotADraft(ValueError):
    """A published roster is never edited: a new version takes its place."""


class PastDay(ValueError):
    """A day that has passed stays as the published version had it: people worked by that."""


class Unlawful(ValueError):
    """The law refuses it, without override. `breaches` say what, when, and where it is written."""

    def __init__(self, breaches: Iterable[tuple[int, Breach]]) -> None:
        """Keep each breach with the key of the person."""
        self.breaches = tuple(breaches)
        super().__init__(", ".join(f"{who}: {each.key} {each.day}" for who, each in self.breaches))
