"""Everything that can be done with posts."""

from alo153.publishing.actions.approving import NotReady, approve, send_back, submit
from alo153.publishing.actions.publishing import publish, recover
from alo153.publishing.actions.settling import confirm, give_up, note_removed, repeat
from alo153.publishing.actions.withdrawing import note_ended, remove, withdraw
from alo153.publishing.actions.writing import change, drop, take_back, write

__all__ = [
    "NotReady",
    "approve",
    "change",
    "confirm",
    "drop",
    "give_up",
    "note_ended",
    "note_removed",
    "publish",
    "recover",
    "remove",
    "repeat",
    "send_back",
    "submit",
    "take_back",
    "withdraw",
    "write",
]
