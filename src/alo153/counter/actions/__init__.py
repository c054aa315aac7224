"""Everything that can be done with visitors of a communication center."""

from alo153.counter.actions.desks import (
    DeskBusy,
    DeskTaken,
    NoSuchDesk,
    close_desk,
    open_desk,
)
from alo153.counter.actions.devices import add_device, revoke_device
from alo153.counter.actions.ending import close_days, forget_tickets, keep_days
from alo153.counter.actions.freeing import free_desk, note_desk_seen
from alo153.counter.actions.serving import (
    AtAnotherDesk,
    begin,
    call_again,
    call_next,
    finish,
    miss,
    transfer,
)
from alo153.counter.actions.taking import (
    NotOffered,
    NumbersUsedUp,
    OfficeClosed,
    TooManyPresses,
    take_ticket,
)

__all__ = [
    "AtAnotherDesk",
    "DeskBusy",
    "DeskTaken",
    "NoSuchDesk",
    "NotOffered",
    "NumbersUsedUp",
    "OfficeClosed",
    "TooManyPresses",
    "add_device",
    "begin",
    "call_again",
    "call_next",
    "close_days",
    "close_desk",
    "finish",
    "forget_tickets",
    "free_desk",
    "keep_days",
    "miss",
    "note_desk_seen",
    "open_desk",
    "revoke_device",
    "take_ticket",
    "transfer",
]
