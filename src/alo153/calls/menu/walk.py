"""Takes a caller through the menu: position and happening in, position and deeds out."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from typing import Any

from . import choosing_hours, lookup_nodes, moves, nodes
from .moves import (
    Ask,
    CallNoMore,
    Deed,
    DoNotRecord,
    End,
    Happening,
    Hush,
    Join,
    LeaveCallBack,
    Listen,
    Position,
    Pressed,
    Speak,
    SpeakLanguage,
    SpeechOver,
    Step,
    Taken,
    TimeUp,
    Told,
)
from .nodes import OPERATOR_IN_DIGITS, TAKES_NO_KEY, Menu, Node

DONE = "#"
BETWEEN_CODES = "*"
"""Between a line and a stop: a digit of neither."""
MOST_AHEAD = 20
"""Keys kept for later: two of the menu and a code, and what is mistyped; more are dropped."""
MOST_STEPS = 12
"""The last steps of the way that are kept: an agent reads no more."""
FURTHEST = 20
"""Nodes passed at one happening without a word; a circle of them ends at the operator."""


def begin(menu: Menu, *, language: str = "", start: str = "") -> tuple[Position, tuple[Deed, ...]]:
    """Enter the menu, at its own start if no other is named."""
    walk = _Walk(menu, Position(node=start or menu.start, language=language))
    walk.enter(start or menu.start)
    return walk.position, tuple(walk.deeds)


def step(menu: Menu, position: Position, happening: Happening) -> tuple[Position, tuple[Deed, ...]]:
    """Return the place of the caller after a happening and what is to be done, in this order.

    Late timers and answers change nothing.
    """
    walk = _Walk(menu, position)
    walk.take(happening)
    return walk.position, tuple(walk.deeds)


class _Walk:
    """One step: a working copy of the position, and the deeds that come of it."""

    def __init__(self, menu: Menu, position: Position) -> None:
        self.menu = menu
        self.position = position
        self.deeds: list[Deed] = []
        self._entered = 0

    def change(self, **changes: Any) -> None:
        self.position = replace(self.position, **changes)

    def take(self, happening: Happening) -> None:
        node = self.menu.node(self.position.node)
        match happening:
            case Pressed(key):
                self.change(keys=self.position.keys + 1)
                self._pressed(node, key)
            case SpeechOver() if self.position.after:
                self.enter(self.position.after)
            case SpeechOver():
                AFTER_SPEECH[type(node)](self, node)
            case TimeUp(wait) if wait == self.position.waits:
                AFTER_WAIT.get(type(node), _ignore)(self, node)
            case Told(ask) if ask == self.position.asks:
                self.change(asks=ask + 1)  # answered: its time limit means nothing any more
                TOLD.get(type(node), _ignore)(self, node, happening)
            case Taken():
                self.enter(node.name)
            case moves.TakenBack() if isinstance(node, nodes.Window):
                choosing_hours.taken_back(self, node)
            case _:
                pass

    def enter(self, name: str) -> None:
        """Go to a node; say its prompts, or do at once what it is for."""
        self._entered += 1
        name = self.menu.operator if self._entered > FURTHEST else name
        node = self.menu.node(name)
        again = name == self.position.node
        rounds = self.position.rounds if again else 0
        waits = self.position.waits + 1
        self.change(node=name, after="", typed="", offered=(), rounds=rounds, waits=waits)
        ON_ENTERING.get(type(node), _ignore)(self, node)
        if self.position.ahead and type(node) in (nodes.Choice, nodes.Digits):
            self._press_what_was_typed_ahead()
        elif node.say:
            self.deeds.append(Speak(node.say))
        else:
            AFTER_SPEECH[type(node)](self, node)

    def say(self, sounds: tuple[str, ...], then: str) -> None:
        """Say something and enter a node afterwards."""
        if sounds:
            self.change(after=then)
            self.deeds.append(Speak(sounds))
        else:
            self.enter(then)

    def listen(self, seconds: float) -> None:
        self.change(waits=self.position.waits + 1)
        self.deeds.append(Listen(seconds, self.position.waits))

    def ask(self, question: str, article: str = "") -> None:
        self.change(asks=self.position.asks + 1)
        self.deeds.append(Ask(question, self.position.asks, article))

    def leave(self, key: str, name: str) -> None:
        """Continue because of a key: nothing said before is heard any more, or answered."""
        self.deeds.append(Hush())
        self.note(self.menu.node(name), key=key)
        self.change(asks=self.position.asks + 1, rounds=0)
        self.enter(name)

    def note(self, node: Node, *, key: str = "", about: str = "") -> None:
        """Add a step to the caller's way."""
        wish = node.wish if key else ""
        step = Step(key=key, node=node.name, word=node.word, wish=wish, about=about)
        self.change(path=(*self.position.path, step)[-MOST_STEPS:])

    def take_offer(self, key: str) -> bool:
        """Go to the state of the caller's own case, if that was offered and the key is for it."""
        status = self.menu.own_status(key) if self.position.own else ""
        if status:
            self.change(code="", about=self.position.own)
            self.leave(key, status)
        return bool(status)

    def keep(self, node: Node, key: str) -> None:
        """Keep a key for the choice to come; an offer is heard no further then."""
        self.change(ahead=(self.position.ahead + key)[:MOST_AHEAD])
        if isinstance(node, nodes.OwnCase) and self.position.after:
            self.deeds.append(Hush())
            self.enter(self.position.after)

    def _press_what_was_typed_ahead(self) -> None:
        """Take the keys as if they were pressed now; the prompt was not waited for."""
        keys, self.position = self.position.ahead, replace(self.position, ahead="")
        for place, key in enumerate(keys):
            node = self.menu.node(self.position.node)
            if type(node) not in (nodes.Choice, nodes.Digits) or self.position.after:
                self.change(ahead=keys[place:] if isinstance(node, TAKES_NO_KEY) else "")
                return
            self._pressed(node, key)

    def _pressed(self, node: Node, key: str) -> None:
        if self._is_typed_ahead(node, key):
            self.keep(node, key)
        elif self._calls_operator(node, key) and self.position.node != self.menu.operator:
            self.leave(key, self.menu.operator)
        else:
            ON_KEY.get(type(node), _ignore)(self, node, key)

    def _is_typed_ahead(self, node: Node, key: str) -> bool:
        """Tell whether a key is for a choice to come; once one was, all that follow are."""
        if not isinstance(node, TAKES_NO_KEY):
            return False
        return bool(self.position.ahead) or key not in (*node.choices(), self.menu.operator_key)

    def _calls_operator(self, node: Node, key: str) -> bool:
        if not isinstance(node, nodes.Digits):
            return key == self.menu.operator_key
        begins = not self.position.typed and not node.adds
        return key == OPERATOR_IN_DIGITS or (key == self.menu.operator_key and begins)


def _ignore(*_: object) -> None:
    pass


# Saying, and going on


def _onward(walk: _Walk, node: Any) -> None:
    walk.enter(node.next)


def _set_language(walk: _Walk, node: nodes.Language) -> None:
    walk.change(language=node.language)
    walk.deeds.append(SpeakLanguage(node.language))


def _call_no_more(walk: _Walk, _node: nodes.NoCalls) -> None:
    walk.deeds.append(CallNoMore())


def _listen(walk: _Walk, node: nodes.Choice | nodes.Consent | nodes.Digits) -> None:
    walk.listen(node.wait)


def _hear_consent(walk: _Walk, node: nodes.Consent) -> None:
    walk.change(heard=True)
    if walk.position.ahead or not node.wait:
        walk.enter(node.next)
    else:
        walk.listen(node.wait)


# Consent


def _refuse(walk: _Walk, node: nodes.Consent, key: str) -> None:
    if key == node.key and not walk.position.after:
        walk.deeds += [Hush(), DoNotRecord()]
        walk.change(waits=walk.position.waits + 1)
        walk.say(node.confirm, node.next)


# Choice


def _choose(walk: _Walk, node: nodes.Choice, key: str) -> None:
    if key in node.keys:
        walk.leave(key, node.keys[key])
    elif not walk.take_offer(key):
        walk.deeds.append(Hush())
        _again(walk, node, node.wrong, most=node.repeats + 1)


def _unanswered(walk: _Walk, node: nodes.Choice) -> None:
    _again(walk, node, (), most=node.repeats)


def _again(walk: _Walk, node: nodes.Choice, first: tuple[str, ...], *, most: int) -> None:
    walk.change(rounds=walk.position.rounds + 1, waits=walk.position.waits + 1)
    if walk.position.rounds > most:
        walk.say(first, node.otherwise)
    else:
        walk.say(first, node.name)


# Digits


def _type(walk: _Walk, node: nodes.Digits, key: str) -> None:
    if not walk.position.typed:
        walk.deeds.append(Hush())
    if key == DONE:
        _typed_all(walk, node)
        return
    walk.change(typed=walk.position.typed + key, after="")
    if len(walk.position.typed) < node.length:
        walk.listen(node.wait)
        return
    _take_code(walk, node)


def _take_code(walk: _Walk, node: nodes.Digits) -> None:
    typed = walk.position.typed
    code = f"{walk.position.code}{BETWEEN_CODES}{typed}" if node.adds else typed
    walk.change(code=code, about="", waits=walk.position.waits + 1)
    walk.enter(node.next)


def _typed_all(walk: _Walk, node: nodes.Digits) -> None:
    """Take fewer digits where they are enough, else ask again."""
    if node.least and len(walk.position.typed) >= node.least:
        _take_code(walk, node)
        return
    walk.change(rounds=walk.position.rounds + 1, waits=walk.position.waits + 1)
    if walk.position.rounds >= node.tries:
        walk.enter(node.otherwise)
    else:
        walk.say(node.wrong, node.name)


# Ends


def _leave_call_back(walk: _Walk, _node: nodes.CallBack) -> None:
    walk.deeds.append(LeaveCallBack())


def _join(walk: _Walk, node: nodes.Queue) -> None:
    walk.deeds.append(Join(node.queue))


def _end(walk: _Walk, _node: nodes.HangUp) -> None:
    walk.deeds.append(End())


On = Callable[[_Walk, Any], None]
ON_ENTERING: Mapping[type[Node], On] = {
    nodes.Language: _set_language,
    nodes.NoCalls: _call_no_more,
}
AFTER_SPEECH: Mapping[type[Node], On] = {
    nodes.Say: _onward,
    nodes.Language: _onward,
    nodes.NoCalls: _onward,
    nodes.Consent: _hear_consent,
    nodes.Choice: _listen,
    nodes.Digits: _listen,
    nodes.Announcements: lookup_nodes.ask_news,
    nodes.OwnCase: lookup_nodes.ask_for_own_case,
    nodes.Status: lookup_nodes.ask_status,
    nodes.Details: lookup_nodes.ask_details,
    nodes.Departures: lookup_nodes.ask_departures,
    nodes.Answer: lookup_nodes.ask_answer,
    nodes.CallBack: _leave_call_back,
    nodes.Window: choosing_hours.ask,
    nodes.Queue: _join,
    nodes.HangUp: _end,
}
AFTER_WAIT: Mapping[type[Node], On] = {
    nodes.Consent: _onward,
    nodes.Choice: _unanswered,
    nodes.Digits: _typed_all,
    nodes.Window: choosing_hours.none_chosen,
}
ON_KEY: Mapping[type[Node], Callable[[_Walk, Any, str], None]] = {
    nodes.Consent: _refuse,
    nodes.OwnCase: lookup_nodes.press_at_offer,
    nodes.Choice: _choose,
    nodes.Digits: _type,
    nodes.Window: choosing_hours.choose,
}
TOLD: Mapping[type[Node], Callable[[_Walk, Any, Told], None]] = {
    nodes.Announcements: lookup_nodes.say_news,
    nodes.OwnCase: lookup_nodes.offer_own_case,
    nodes.Status: lookup_nodes.say_status,
    nodes.Details: lookup_nodes.say_details,
    nodes.Departures: lookup_nodes.say_departures,
    nodes.Answer: lookup_nodes.say_answer,
    nodes.Window: choosing_hours.offer,
}
