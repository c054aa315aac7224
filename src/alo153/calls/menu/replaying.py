"""The keys of a past call are pressed again in a menu, one after the other. Pure."""

from collections.abc import Iterable, Iterator
from typing import Final

from . import moves, nodes
from .nodes import Menu, Node
from .walk import begin, step

_MOST_MOVES: Final = 200
"""More than any way has; what turns in a circle ends at the operator's line."""
# They ask for what nobody wrote down: the digits that were typed, the case that was asked about
_OWN_SERVICE: Final = (
    nodes.Digits,
    nodes.Status,
    nodes.Details,
    nodes.Departures,
    nodes.Window,
)


def leads_to(menu: Menu, keys: Iterable[str], *, start: str = "") -> tuple[Node, str]:
    """Return where a caller comes out who presses these keys and then nothing, and the language.

    It is the line, the call-back or the end of the call; or the first service that asks for more
    than a key, since the rest of that call is unknown. The language is empty if none was chosen.
    """
    waiting = iter(keys)
    position, deeds = begin(menu, start=start)
    for _ in range(_MOST_MOVES):
        node = menu.node(position.node)
        if isinstance(node, (*nodes.ENDS, *_OWN_SERVICE)):
            return node, position.language
        happening = next((found for deed in deeds if (found := _after(node, deed, waiting))), None)
        if happening is None:
            return node, position.language
        position, deeds = step(menu, position, happening)
    return menu.node(menu.operator), position.language


def _after(node: Node, deed: moves.Deed, keys: Iterator[str]) -> moves.Happening | None:
    match deed:
        case moves.Speak():
            return moves.SpeechOver()
        case moves.Ask(ask=ask):
            return moves.Told(ask)
        case moves.Listen(wait=wait):
            # Elsewhere a key is for the choice to come
            key = next(keys, "") if isinstance(node, nodes.Choice) else ""
            return moves.Pressed(key) if key else moves.TimeUp(wait)
    return None
