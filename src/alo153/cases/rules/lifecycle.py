"""The life of a case: six states, and which verb leads from where to where. Pure.

Hold, objection, merge and the like are facts with rows of their own, not more states.
"""

from collections.abc import Mapping
from enum import StrEnum

from django.utils.translation import gettext_lazy as _

from alo153.cases.rules.verbs import Verb


class State(StrEnum):
    """The state of a case."""

    AT_CENTER = "at_center"
    FORWARDED = "forwarded"
    ACCEPTED = "accepted"
    ANSWERED = "answered"
    RELAYING = "relaying"
    CLOSED = "closed"


STATE_LABELS = {
    State.AT_CENTER: _("at the center"),
    State.FORWARDED: _("sent to the unit"),
    State.ACCEPTED: _("in work"),
    State.ANSWERED: _("answer being checked"),
    State.RELAYING: _("answer being passed on"),
    State.CLOSED: _("closed"),
}


_WITH_UNIT = frozenset({State.FORWARDED, State.ACCEPTED})

TRANSITIONS: Mapping[Verb, tuple[frozenset[State], State]] = {
    Verb.FORWARD: (frozenset({State.AT_CENTER}) | _WITH_UNIT, State.FORWARDED),
    Verb.ACCEPT: (frozenset({State.FORWARDED}), State.ACCEPTED),
    Verb.RETURN: (_WITH_UNIT, State.AT_CENTER),
    Verb.ANSWER: (_WITH_UNIT | {State.AT_CENTER}, State.ANSWERED),
    Verb.SEND_BACK: (frozenset({State.ANSWERED}), State.ACCEPTED),
    Verb.APPROVE: (frozenset({State.ANSWERED}), State.RELAYING),
    Verb.ANSWER_ALONG: (_WITH_UNIT | {State.AT_CENTER}, State.RELAYING),
    Verb.RELAY_AGAIN: (frozenset({State.RELAYING}), State.RELAYING),
    Verb.CLOSE: (frozenset({State.RELAYING}), State.CLOSED),
    Verb.WITHDRAW: (frozenset({State.AT_CENTER}) | _WITH_UNIT, State.CLOSED),
    Verb.OBJECT: (frozenset({State.CLOSED}), State.AT_CENTER),
    Verb.RESUME_PLAN: (frozenset({State.CLOSED}), State.AT_CENTER),
}


class NotPossible(Exception):
    """The case is not where this verb could act on it."""

    def __init__(self, verb: Verb, state: State) -> None:
        super().__init__(f"cannot {verb} a case that is {state}")
        self.verb = verb
        self.state = state


def after(state: State, verb: Verb) -> State:
    """Return the state that the verb leads to.

    Raises:
        NotPossible: the verb does not act on a case in this state.
    """
    sources, target = TRANSITIONS[verb]
    if state not in sources:
        raise NotPossible(verb, state)
    return target


def possible(state: State) -> frozenset[Verb]:
    """Return the verbs that act on a case in this state."""
    return frozenset(verb for verb, (sources, _target) in TRANSITIONS.items() if state in sources)
