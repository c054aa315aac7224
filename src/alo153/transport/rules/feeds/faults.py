"""Faults of a timetable feed, each named by its file, line and field."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Final

MOST: Final = 100
"""Faults that are named; reading stops there."""
_LONGEST: Final = 60


class FaultKind(StrEnum):
    """Every mistake that a timetable can have."""

    NOT_A_ZIP = "not_a_zip"
    TOO_LARGE = "too_large"
    MISSING_FILE = "missing_file"
    MISSING_COLUMN = "missing_column"
    NOT_TEXT = "not_text"
    EMPTY = "empty"
    BAD_VALUE = "bad_value"
    DOUBLED = "doubled"
    UNKNOWN = "unknown"
    BACKWARDS = "backwards"


@dataclass(frozen=True)
class Fault:
    """One thing that is wrong; line 0 is the file as a whole, an empty field the line."""

    kind: FaultKind
    file: str
    line: int = 0
    field: str = ""
    value: str = ""


class FeedError(ValueError):
    """A feed cannot be used."""

    def __init__(self, faults: list[Fault]) -> None:
        super().__init__(f"{len(faults)} faults")
        self.faults = faults


class Faults:
    """The faults found so far."""

    def __init__(self) -> None:
        self.found = list[Fault]()

    def add(
        self, kind: FaultKind, file: str, line: int = 0, field: str = "", value: str = ""
    ) -> None:
        """Note a fault.

        Raises:
            FeedError: these are as many as are named.
        """
        self.found.append(Fault(kind, file, line, _plain(field), _plain(value)))
        if len(self.found) >= MOST:
            raise FeedError(self.found)

    def stop_if_any(self) -> None:
        """End the reading if something was wrong.

        Raises:
            FeedError: something was.
        """
        if self.found:
            raise FeedError(self.found)


def _plain(text: str) -> str:
    """Return the beginning of a text without signs that neither page nor database can hold."""
    return "".join(each for each in text[:_LONGEST] if each.isprintable())
