"""The verbs that a case takes by its state and its rows, for any person. Pure.

`permitted` says who may. What is open to a person now needs both: `telling.open_verbs`.
"""

from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from typing import Final, Protocol

from alo153.cases.rules import clocks, lifecycle
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.verbs import Verb


@dataclass(frozen=True, kw_only=True)
class Time:
    """The clocks of a case.

    Args:
        answer: the state of the latest clock for the answer; a case without one is never asked.
        is_over: the clock for the answer ran out.
        is_extended: it was made longer.
        payment: the state of the clock for the payment, if costs were told.
    """

    answer: clocks.State | None
    is_over: bool = False
    is_extended: bool = False
    payment: clocks.State | None = None


class Facts(Protocol):
    """The facts that decide which verbs a case takes. A fact is read when a verb depends on it."""

    @property
    def state(self) -> State:
        """Return the state of the case."""

    @property
    def is_linked(self) -> bool:
        """Tell whether it goes with another case."""

    @property
    def has_unit(self) -> bool:
        """Tell whether a unit or another body has it."""

    @property
    def is_inside(self) -> bool:
        """Tell whether a unit of the municipality has it."""

    @property
    def is_confidential(self) -> bool:
        """Tell whether only named staff work on it."""

    @property
    def of_kind(self) -> Collection[Verb]:
        """Return the verbs that its kind allows and some other kinds do not."""

    @property
    def time(self) -> Time:
        """Return the state of its clocks."""

    @property
    def is_asked(self) -> bool:
        """Tell whether a question waits for the citizen."""

    @property
    def call_waits(self) -> bool:
        """Tell whether the center must call the citizen with the answer."""

    @property
    def is_unreached(self) -> bool:
        """Tell whether the last way to the citizen has failed."""

    @property
    def has_objection(self) -> bool:
        """Tell whether the citizen objects, and nobody has ended that."""

    @property
    def is_barred(self) -> bool:
        """Tell whether this person may not decide the objection."""

    @property
    def has_taken(self) -> bool:
        """Tell whether this person decides the objection already."""

    @property
    def may_be_confirmed(self) -> bool:
        """Tell whether the citizen may still say what they think of the answer."""


def takes(facts: Facts, verb: Verb) -> bool:
    """Tell whether the case takes a verb of staff now.

    Raises:
        KeyError: the verb is no verb of staff, or its own row decides, as of a sub-task.
    """
    return WHEN[verb](facts)


When = Callable[[Facts], bool]


def _always(_facts: Facts) -> bool:
    return True


def _moves(verb: Verb) -> When:
    """Let the table of states decide; a linked case is moved by its leading case only."""
    return lambda facts: not facts.is_linked and verb in lifecycle.possible(facts.state)


_is_with_unit: Final = _moves(Verb.RETURN)
_is_forwarded: Final = _moves(Verb.FORWARD)


def _is_decided(verb: Verb) -> When:
    """Let the table decide, and of a case with an objection only who may decide that."""
    moves = _moves(verb)
    return lambda facts: moves(facts) and not facts.is_barred


def _answer(facts: Facts) -> bool:
    """Units answer again what they closed; for the center another person decides."""
    return _moves(Verb.ANSWER)(facts) and (facts.is_inside or not facts.is_barred)


def _sent_back(facts: Facts) -> bool:
    return facts.has_unit and _is_decided(Verb.SEND_BACK)(facts)


def _pass_on(facts: Facts) -> bool:
    return Verb.PASS_ON in facts.of_kind and _is_decided(Verb.FORWARD)(facts)


def _tell_again(facts: Facts) -> bool:
    return _moves(Verb.RELAY_AGAIN)(facts) and facts.is_unreached


def _take_objection(facts: Facts) -> bool:
    waits = facts.state is State.AT_CENTER and facts.has_objection
    return waits and not facts.is_barred and not facts.has_taken


def _join(facts: Facts) -> bool:
    own_answer = facts.is_confidential or Verb.JOIN not in facts.of_kind
    return not own_answer and _moves(Verb.ANSWER_ALONG)(facts) and not facts.has_objection


def _has_time(facts: Facts) -> bool:
    counts = facts.state is not State.CLOSED and not facts.is_linked
    return counts and facts.time.answer in {clocks.State.RUNNING, clocks.State.PAUSED}


def _is_unpaid(facts: Facts) -> bool:
    return _has_time(facts) and facts.time.payment is clocks.State.RUNNING


def _resume(facts: Facts) -> bool:
    return _has_time(facts) and not _is_unpaid(facts) and facts.time.answer is clocks.State.PAUSED


def _runs(verb: Verb) -> When:
    """Ask the kind, and that the time for the answer runs and is not over."""

    def decide(facts: Facts) -> bool:
        if verb not in facts.of_kind or not _has_time(facts) or _is_unpaid(facts):
            return False
        return facts.time.answer is clocks.State.RUNNING and not facts.time.is_over

    return decide


def _once(verb: Verb) -> When:
    """Let the time be made longer once."""
    return lambda facts: _runs(verb)(facts) and not facts.time.is_extended


WHEN: Final[Mapping[Verb, When]] = {
    Verb.FORWARD: _is_decided(Verb.FORWARD),
    Verb.RECLASSIFY: _is_forwarded,
    Verb.ACCEPT: _moves(Verb.ACCEPT),
    Verb.ASSIGN: _is_with_unit,
    Verb.RETURN: _is_with_unit,
    Verb.ANSWER: _answer,
    Verb.TAKE_BACK: _sent_back,
    Verb.SEND_BACK: _sent_back,
    Verb.APPROVE: _is_decided(Verb.APPROVE),
    Verb.PASS_ON: _pass_on,
    Verb.CALL: lambda facts: facts.call_waits,
    Verb.RELAY_AGAIN: _tell_again,
    Verb.GIVE_UP: _tell_again,
    Verb.ASK: lambda facts: _is_with_unit(facts) and not facts.is_asked,
    Verb.REPLY: lambda facts: facts.is_asked,
    Verb.RECORD_CONFIRMATION: lambda facts: facts.may_be_confirmed,
    Verb.TAKE_OBJECTION: _take_objection,
    Verb.PAUSE: _runs(Verb.PAUSE),
    Verb.RESUME: _resume,
    Verb.EXTEND: _once(Verb.EXTEND),
    Verb.TELL_INTERIM: _once(Verb.TELL_INTERIM),
    Verb.TELL_COSTS: lambda facts: _runs(Verb.TELL_COSTS)(facts) and facts.time.payment is None,
    Verb.RECORD_PAYMENT: _is_unpaid,
    Verb.JOIN: _join,
    Verb.SPLIT_OFF: lambda facts: facts.is_linked,
    Verb.ASK_UNIT: lambda facts: _moves(Verb.ANSWER)(facts) and not facts.is_confidential,
    Verb.GIVE_WORK: lambda facts: _is_with_unit(facts) and not facts.is_confidential,
    Verb.REPORT: _always,
    Verb.NOTE: _always,
    Verb.ATTACH: _always,
    Verb.KEEP_SIGNED_PAPER: _always,
    Verb.KEEP_PERSONAL_FILE: _always,
    Verb.LINK_CONTACT: _always,
    Verb.EXPLAIN: lambda facts: facts.is_confidential,
    Verb.EXPORT: _always,
}
"""The verbs of staff on a case. Of a sub-task or an alarm its own row decides."""
