"""The outcome of a list call that ends in the voice menu."""

from __future__ import annotations

from alo153.calls.call_words import CallOutcome
from alo153.calls.menu.nodes import Choice, HangUp, Menu
from alo153.switchboard.acd.state.state import Call


def outcome(menu: Menu, call: Call) -> CallOutcome:
    """Tell a citizen who heard the announcement or pressed a key from one who hung up before.

    The announcement comes before the last choice; a list that begins with a choice asks by it.
    """
    position = call.menu
    if position is None:
        return CallOutcome.CANCELED
    node = menu.node(position.node)
    came_to_the_end = isinstance(node, Choice | HangUp) and node.name != call.menu_start
    pressed = any(step.key for step in position.path)
    return CallOutcome.SELF_SERVED if pressed or came_to_the_end else CallOutcome.CANCELED
