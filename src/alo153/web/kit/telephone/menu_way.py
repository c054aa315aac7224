"""A caller's path through the voice menu for staff: keys, wish, and the case asked about."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from alo153.accounts.models import User
from alo153.calls.models import Call
from alo153.cases import queries as cases
from alo153.core.database.row_key import row_key

_CASE = "case:"


@dataclass(frozen=True, kw_only=True)
class MenuWay:
    """The way of one call; `codes` belong to cases that its reader may see."""

    words: str
    wish: str
    codes: list[str]


def of(asker: User, call: Call) -> MenuWay:
    """Return the way of a call through the menu; one query if a case was asked about."""
    asked = [step["about"].removeprefix(_CASE) for step in call.menu_path if step["about"]]
    keys = list(dict.fromkeys(key for each in asked if (key := row_key(each))))
    codes = cases.codes_of(asker, keys) if keys else {}
    return MenuWay(
        words=words_of(call),
        wish=wish_of(call),
        codes=[codes[key] for key in keys if key in codes],
    )


def words_of(call: Call) -> str:
    """Tell the keys a caller pressed, and what they led to: `1 Takip kodu › 0 Temsilci`."""
    # A key stays in the line of its word
    steps = (f"{step['key']}\N{NO-BREAK SPACE}{step['word']}" for step in _pressed(call))
    return " › ".join(steps)


def _pressed(call: Call) -> Iterator[dict[str, str]]:
    return (step for step in call.menu_path if step["key"])


def wish_of(call: Call) -> str:
    """Say what the caller wants, by the last key that tells it; empty if none did."""
    return next((step["wish"] for step in reversed(call.menu_path) if step["wish"]), "")
