"""The keys of a past call are pressed again in a menu, one after the other. Pure."""

from collections import deque
from collections.abc import Iterable
from typing import Final

from . import moves, nodes
from .lookup_nodes import FOUND
from .nodes import Menu, Node
from .walk import begin, step

_MOST_MOVES: Final = 200
"""More than any way has; what turns in a circle ends at the operator's line."""
_OWN_CASE: Final = "past"
"""Stands for the case that was offered."""
# They ask for what nobody wrote down: the digits that were typed, the case that was asked about
_OWN_SERVICE: Final = (
    nodes.Digits,
    nodes.Status,
    nodes.Details,
    nodes.Departures,
    nodes.Window,
)


def leads_to(
    menu: Menu, keys: Iterable[str], *, start: str = "", has_case: bool = False
) -> tuple[Node, str]:
    """Return where a caller comes out who presses these keys and then nothing, and the language.

    It is the line, the call-back or the end of the call; or the first service that asks for more
    than a key, since the rest of that call is unknown. The language is empty if none was chosen.

    Args:
        keys: that led somewhere then, as the way of a call keeps them. One that leads nowhere at a
            choice is for a later choice: the caller let the first one pass.
        has_case: an open case of the caller's own was offered.
    """
    waiting = deque(keys)
    position, deeds = begin(menu, start=start)
    for _ in range(_MOST_MOVES):
        node = menu.node(position.node)
        if isinstance(node, (*nodes.ENDS, *_OWN_SERVICE)):
            return node, position.language
        key = waiting[0] if waiting and _is_for(menu, position, waiting[0]) else ""
        happening = next((found for deed in deeds if (found := _after(deed, key, has_case))), None)
        if happening is None:
            return node, position.language
        if isinstance(happening, moves.Pressed):
            waiting.popleft()
        position, deeds = step(menu, position, happening)
    return menu.node(menu.operator), position.language


def _is_for(menu: Menu, position: moves.Position, key: str) -> bool:
    """Tell whether a key leads somewhere from here; elsewhere it waits for a choice."""
    node = menu.node(position.node)
    if not isinstance(node, nodes.Choice):
        return False
    is_offered = bool(position.own and menu.own_status(key))
    return is_offered or key in node.keys or key == menu.operator_key


def _after(deed: moves.Deed, key: str, has_case: bool) -> moves.Happening | None:
    match deed:
        case moves.Speak():
            return moves.SpeechOver()
        case moves.Ask(ask=ask):
            return moves.Told(ask, FOUND, about=_OWN_CASE if has_case else "")
        case moves.Listen(wait=wait):
            return moves.Pressed(key) if key else moves.TimeUp(wait)
    return None
