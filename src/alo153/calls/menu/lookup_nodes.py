"""Nodes that look something up: they ask, and say what was answered."""

from __future__ import annotations

from typing import Any, Protocol

from . import nodes
from .moves import Deed, Position, Told
from .voice import sounds_for_code

UNKNOWN = "unknown"
SENT = "sent"
NOT_SENT = "not_sent"
FOUND = "found"
"""Words of an answer."""
ANSWER_TROUBLE = "answer-trouble"


class Walk(Protocol):
    """One step through the menu, as `walk` takes it."""

    position: Position
    deeds: list[Deed]

    def change(self, **changes: Any) -> None:
        """Change the position."""

    def ask(self, question: str, article: str = "") -> None:
        """Look something up."""

    def listen(self, seconds: float) -> None:
        """Wait for a key."""

    def enter(self, name: str) -> None:
        """Go to a node."""

    def say(self, sounds: tuple[str, ...], then: str) -> None:
        """Say something and enter a node afterwards."""

    def note(self, node: nodes.Node, *, key: str = "", about: str = "") -> None:
        """Add a step to the caller's way."""

    def take_offer(self, key: str) -> bool:
        """Go to the state of the caller's own case, if that was offered and the key is for it."""
        ...

    def keep(self, node: nodes.Node, key: str) -> None:
        """Keep a key for the choice to come."""


def ask_news(walk: Walk, _node: nodes.Announcements) -> None:
    """Look up the announcements."""
    walk.ask("announcements")


def say_news(walk: Walk, node: nodes.Announcements, told: Told) -> None:
    """Say the announcements."""
    walk.say(told.sounds, node.next)


def ask_for_own_case(walk: Walk, _node: nodes.OwnCase) -> None:
    """Look up whether the caller's number has a case."""
    walk.ask("own_case")


def offer_own_case(walk: Walk, node: nodes.OwnCase, told: Told) -> None:
    """Offer the state of the case that was found, unless keys wait."""
    walk.change(own=told.about)
    heard = told.about and not walk.position.ahead
    walk.say(node.offer if heard else (), node.next)


def press_at_offer(walk: Walk, node: nodes.OwnCase, key: str) -> None:
    """Take the offer by its key; keep another key for the choice that follows."""
    if not walk.take_offer(key):
        walk.keep(node, key)


def ask_status(walk: Walk, node: nodes.Status) -> None:
    """Look up the state of the case whose code was typed; after too many unknown codes stop."""
    if walk.position.misses < node.tries:
        walk.ask("status")
    else:
        walk.say(("status-trouble",), node.trouble)


def say_status(walk: Walk, node: nodes.Status, told: Told) -> None:
    """Say the state, or that the code is unknown, or that nobody can look it up now."""
    word = told.word
    if word in nodes.STATES:
        walk.change(served=True, about=told.about)
        walk.note(node, about=told.about)
        code = sounds_for_code(walk.position.code)
        walk.say((*(("status-of", *code) if code else ()), status_prompt(word)), node.next)
    elif word == UNKNOWN and walk.position.misses + 1 < node.tries:
        walk.change(misses=walk.position.misses + 1)
        walk.say(("status-unknown",), node.unknown)
    else:
        walk.change(misses=walk.position.misses + (word == UNKNOWN))
        walk.say(("status-trouble",), node.trouble)


def status_prompt(state: str) -> str:
    """Name the prompt that says the state of a case."""
    return f"status-{state.replace('_', '-')}"


def ask_details(walk: Walk, _node: nodes.Details) -> None:
    """Look up whether the details can be sent."""
    walk.ask("details")


def say_details(walk: Walk, node: nodes.Details, told: Told) -> None:
    """Say whether the details were sent."""
    if told.word == SENT:
        walk.change(served=True)
        walk.say(node.sent, node.next)
    else:
        walk.say(node.not_sent, node.trouble)


def ask_departures(walk: Walk, node: nodes.Departures) -> None:
    """Look up the departures of the typed line and stop; after too many unknown ones stop."""
    if walk.position.lost < node.tries:
        walk.ask("departures")
    else:
        walk.say(("departures-trouble",), node.trouble)


def say_departures(walk: Walk, node: nodes.Departures, told: Told) -> None:
    """Say the departures, or that line or stop is unknown, or that nobody can look them up."""
    if told.word == FOUND:
        walk.change(served=True, lost=0)
        walk.note(node)
        walk.say(told.sounds, node.next)
    elif told.word == UNKNOWN and walk.position.lost + 1 < node.tries:
        walk.change(lost=walk.position.lost + 1)
        walk.say(("departures-unknown",), node.unknown)
    else:
        walk.change(lost=walk.position.lost + (told.word == UNKNOWN))
        walk.say(("departures-trouble",), node.trouble)


def ask_answer(walk: Walk, node: nodes.Answer) -> None:
    """Look up the article."""
    walk.ask("answer", node.article)


def say_answer(walk: Walk, node: nodes.Answer, told: Told) -> None:
    """Say the article, or that it cannot be said now."""
    if told.word == FOUND:
        walk.change(served=True)
        walk.note(node)
        walk.say(told.sounds, node.next)
    else:
        walk.say((ANSWER_TROUBLE,), node.trouble)
