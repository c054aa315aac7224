"""The way of a caller through the voice menu becomes columns of the call."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import asdict
from datetime import UTC, datetime
from typing import Any

from alo153.calls.events.way import CallLanguageChosen
from alo153.citizens.channel import Channel
from alo153.contacts import actions as contacts
from alo153.core import events, live
from alo153.core.actor import SWITCHBOARD
from alo153.switchboard.acd.turn import facts
from alo153.switchboard.record import calls as rows
from alo153.switchboard.record import instants as when


def walked(fact: facts.MenuWalked) -> None:
    """Write a caller's position in the menu and the path to it; pages that show it poll."""
    path = [asdict(step) for step in fact.path]
    rows.change(fact.call, when.stands, menu_node=fact.node, menu_path=path)


def language_chosen(fact: facts.LanguageChosen) -> None:
    """Write in which language a caller is spoken to."""
    if rows.change(fact.call, lambda call: call.language != fact.language, language=fact.language):
        call, at = rows.call_of(fact.call), datetime.fromtimestamp(fact.at, UTC)
        what = CallLanguageChosen(language=fact.language)
        events.record(what, subject=call, by=SWITCHBOARD, at=at)
        live.publish("queue")


def declined(fact: facts.CallsDeclined) -> None:
    """Keep that lists call this number no more; said twice is said once."""
    call = rows.call_of(fact.call)
    at = datetime.fromtimestamp(fact.at, UTC)
    if call.number:
        contacts.opt_out(channel=Channel.PHONE, to=call.number, by=SWITCHBOARD, at=at)


WRITERS: Mapping[type[facts.Fact], Callable[[Any], None]] = {
    facts.LanguageChosen: language_chosen,
    facts.MenuWalked: walked,
    facts.CallsDeclined: declined,
}
