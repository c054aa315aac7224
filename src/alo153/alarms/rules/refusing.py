"""Why a rule can never ring, would always ring, or never clear. Pure."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.alarms.rules.figures import Figure, Measure, Side
from alo153.alarms.rules.judging import Limits


class Fault(StrEnum):
    """A fault of a rule."""

    UNKNOWN = "unknown"
    NEEDS_ONE = "needs_one"
    NEVER_BELOW_NOTHING = "never_below_nothing"
    NEVER_OVER_ALL = "never_over_all"
    NEVER_SO_LONG = "never_so_long"
    ALWAYS = "always"
    ALWAYS_TOO_FEW = "always_too_few"
    NOT_MEASURED = "not_measured"
    CLEARS_AT_ONCE = "clears_at_once"
    NEVER_CLEARS = "never_clears"
    NOBODY = "nobody"
    NOBODY_ESCALATED = "nobody_escalated"


FAULT_WORDS: Final = {
    Fault.UNKNOWN: _("This is not there any more, so the rule would never ring. Choose another."),
    Fault.NEEDS_ONE: _("Choose one: this figure is of one alone."),
    Fault.NEVER_BELOW_NOTHING: _(
        "The figure is never below 0, so the rule would never ring. Choose a higher limit."
    ),
    Fault.NEVER_OVER_ALL: _(
        "A percentage is never above 100, so the rule would never ring. Choose a lower limit."
    ),
    Fault.NEVER_SO_LONG: _(
        "Nobody waits so long: the queue sends callers on before. Choose a shorter time."
    ),
    Fault.ALWAYS: _("This rule would always ring. Choose another limit."),
    Fault.ALWAYS_TOO_FEW: _(
        "Fewer people have the skill than that, so the rule would always ring."
        " Choose a lower limit."
    ),
    Fault.NOT_MEASURED: _(
        "This figure is not measured here, so the rule would never ring: see the description of"
        " the environment."
    ),
    Fault.CLEARS_AT_ONCE: _(
        "The alarm would clear as soon as it rings. Choose a value on the good side of the limit."
    ),
    Fault.NEVER_CLEARS: _("The figure never gets there, so the alarm would never clear."),
    Fault.NOBODY: _("It concerns nobody now, so nobody would hear it. Choose others."),
    Fault.NOBODY_ESCALATED: _("Nobody would be told then. Choose others."),
}
_MOST: Final = {Measure.PERCENT: 100.0}


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts that decide, in addition to the rule itself.

    Args:
        is_known: the rule is of something that the city has, or of all.
        is_one: the rule names one.
        is_measured: the figure can be read here.
        longest: after so many seconds nobody waits any more; None: there is no such limit.
        people: how many could be ready; None: the figure is of no people.
        concerned: how many people it concerns.
        escalated: how many are told after the term; None: nobody is to be.
    """

    is_known: bool = True
    is_one: bool = False
    is_measured: bool = True
    longest: float | None = None
    people: int | None = None
    concerned: int = 1
    escalated: int | None = None


def faults(figure: Figure, limits: Limits, facts: Facts) -> dict[str, Fault]:
    """Return what is wrong, by the field of the rule; nothing if it can ring and clear."""
    found = dict(_of_limits(figure, limits, facts))
    if not facts.is_known:
        found["of"] = Fault.UNKNOWN
    elif figure.needs_one and not facts.is_one:
        found["of"] = Fault.NEEDS_ONE
    if not facts.is_measured:
        found["figure"] = Fault.NOT_MEASURED
    if not facts.concerned:
        found["audience"] = Fault.NOBODY
    if facts.escalated == 0:
        found["escalate_to"] = Fault.NOBODY_ESCALATED
    return found


def _of_limits(figure: Figure, limits: Limits, facts: Facts) -> Iterator[tuple[str, Fault]]:
    most = _MOST.get(figure.measure)
    if limits.side is Side.BELOW:
        yield from _below(limits, facts, most)
    else:
        yield from _above(limits, facts, most)
    if limits.is_bad(limits.clears_at):
        yield "clears_at", Fault.CLEARS_AT_ONCE


def _below(limits: Limits, facts: Facts, most: float | None) -> Iterator[tuple[str, Fault]]:
    if limits.rings_at <= 0:
        yield "rings_at", Fault.NEVER_BELOW_NOTHING
    elif most is not None and limits.rings_at > most:
        yield "rings_at", Fault.ALWAYS
    elif facts.people is not None and facts.people < limits.rings_at:
        yield "rings_at", Fault.ALWAYS_TOO_FEW
    if most is not None and limits.clears_at > most:
        yield "clears_at", Fault.NEVER_CLEARS


def _above(limits: Limits, facts: Facts, most: float | None) -> Iterator[tuple[str, Fault]]:
    if limits.rings_at < 0:
        yield "rings_at", Fault.ALWAYS
    elif most is not None and limits.rings_at >= most:
        yield "rings_at", Fault.NEVER_OVER_ALL
    elif facts.longest is not None and limits.rings_at >= facts.longest:
        yield "rings_at", Fault.NEVER_SO_LONG
    if limits.clears_at < 0:
        yield "clears_at", Fault.NEVER_CLEARS
