"""The number of list calls that may begin now. Pure.

A list takes only spare lines and agents: incoming calls come first.
"""

from __future__ import annotations

from dataclasses import dataclass

from alo153.calls.queue import ListLimits


@dataclass(frozen=True, slots=True, kw_only=True)
class Load:
    """The load at this moment: lines taken, calls of lists among them or about to be.

    `waiting` are citizens in the line of a queue, `free_agents` the agents who could take its
    next call, `held` the calls of lists that wait for one of these agents.
    """

    busy_lines: int
    of_lists: int
    waiting: int = 0
    free_agents: int = 0
    held: int = 0


def room(limits: ListLimits, load: Load) -> int:
    """Count the calls to the voice menu that may begin."""
    lines = limits.lines - limits.reserve_lines - load.busy_lines
    return max(0, min(limits.at_once - load.of_lists, lines))


def room_with_agents(limits: ListLimits, load: Load) -> int:
    """Count the calls that may begin for an agent: none while the last free ones are needed.

    Every citizen who waits, and every call of a list that waits already, has an agent first.
    """
    agents = load.free_agents - limits.reserve_agents - load.waiting - load.held
    return max(0, min(room(limits, load), agents))
