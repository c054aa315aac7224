"""A node of kind `window`: it offers hours, stores the choice, or cancels a promise."""

from __future__ import annotations

from . import nodes
from .lookup_nodes import Walk
from .moves import Hush, LeaveCallBack, Speak, TakePromiseBack, Told

WINDOWS = "windows"
"""A question that only the switchboard can answer: the hours of a possible call-back."""
PROMISED = "promised"
"""The answer for one who has a promise."""
TAKE_BACK = "take-back"
"""Part of the offer to such a caller."""


def ask(walk: Walk, node: nodes.Window) -> None:
    """Ask which windows there are, or wait for a key once they were said."""
    if walk.position.offered:
        walk.listen(node.wait)
    else:
        walk.ask(WINDOWS)


def offer(walk: Walk, node: nodes.Window, told: Told) -> None:
    """Say the windows with their keys, or that there is a promise; without either continue."""
    if told.word == PROMISED and node.promised:
        walk.change(offered=(TAKE_BACK,))
        walk.deeds.append(Speak(node.promised))
        return
    walk.change(offered=tuple(told.about.split()))
    if walk.position.offered:
        walk.deeds.append(Speak((*node.offer, *told.sounds)))
    else:
        walk.enter(node.otherwise)


def choose(walk: Walk, node: nodes.Window, key: str) -> None:
    """Take the window of a key; another key means nothing, and the time to press one continues."""
    offered = dict(zip("123456789", walk.position.offered, strict=False))
    if offered.get(key) == TAKE_BACK:
        walk.deeds += [Hush(), TakePromiseBack()]
    elif key in offered:
        walk.deeds += [Hush(), LeaveCallBack(offered[key])]
        walk.note(node, key=key)


def taken_back(walk: Walk, node: nodes.Window) -> None:
    """Say that nobody calls any more, and offer the windows anew."""
    walk.say(node.taken_back, node.name)


def none_chosen(walk: Walk, node: nodes.Window) -> None:
    """Continue without a window."""
    walk.enter(node.otherwise)
