"""Meta's names for messages that it took. Pure."""

from collections.abc import Mapping
from typing import Any

from alo153.channels.contract import Unclear
from alo153.channels.providers import payloads
from alo153.channels.pushes import Unreadable

LONGEST = 190


def name_in(told: Mapping[str, Any], *names: str, of: str) -> str:
    """Return the first of these names that an answer gives.

    Raises:
        Unclear: it gives none, so nobody can tell what was taken.
    """
    for each in names:
        try:
            given = payloads.word(told, each, most=LONGEST)
        except Unreadable:
            continue
        if given:
            return given
    raise Unclear(f"{of} no id")
