"""The rules change while callers wait: new limits count for them, an emergency ends the wait."""

from __future__ import annotations

from alo153.calls.menu.nodes import Menu
from alo153.calls.menu.voice import Leaving
from alo153.switchboard.acd.callers import menu
from alo153.switchboard.acd.state.state import IN_LINE, Call, Phase
from alo153.switchboard.acd.turn.turn import Turn
from alo153.switchboard.acd.waiting import goodbye, queueing
from alo153.switchboard.acd.waiting.unserved.messages import RulesChanged


def rules_changed(turn: Turn, event: RulesChanged) -> None:
    """Take the new rules; conversations continue, and waiting callers are told of an emergency."""
    before, turn.rules = turn.rules, event.rules
    for call in list(turn.calls.values()):
        if event.rules.emergency and _only_waits(call):
            goodbye.say_goodbye(turn, call, Leaving.EMERGENCY)
        elif call.phase is Phase.MENU and _is_another_place(call, before.menu, event.rules.menu):
            menu.replaced(turn, call)
        elif call.phase in IN_LINE and before.queue(call.queue) != event.rules.queue(call.queue):
            queueing.watch(turn, call)
    if before.call_back_first_until <= turn.at < event.rules.call_back_first_until:
        queueing.offer_call_backs(turn)


def _is_another_place(call: Call, before: Menu, now: Menu) -> bool:
    name = call.menu.node if call.menu else before.start
    return before.nodes.get(name) != now.nodes.get(name)


def _only_waits(call: Call) -> bool:
    return call.phase in (Phase.WAITING, Phase.MENU) and call.offer is None
