"""Words by which a citizen asks something of the municipality by SMS. Pure."""

from collections.abc import Mapping
from typing import Final

STATUS: Final = "status"
"""The state of a case: its code follows the word."""
STOP: Final = "stop"
"""No more messages than are owed."""
START: Final = "start"
"""All messages again."""
LINE: Final = "line"
"""When a line of public transport leaves: its name follows the word, and perhaps a stop."""
NAMES: Final = (STATUS, STOP, START, LINE)

type Spellings = Mapping[str, tuple[str, ...]]
"""Each keyword with its spellings."""


def spellings_of(data: Mapping[str, list[str]]) -> Spellings:
    """Return the words that the city's data holds; none if the city has none."""
    return {name: tuple(data.get(name, ())) for name in NAMES}
