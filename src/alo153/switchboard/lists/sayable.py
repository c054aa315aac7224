"""Check that an outgoing list's announcement still exists: nobody is called to hear nothing."""

from __future__ import annotations

import logging
from datetime import datetime

from alo153.calls.menu.nodes import Announcements
from alo153.calls.models.call_lists import CallList
from alo153.knowledge import queries as announcements
from alo153.knowledge.models import Voice
from alo153.switchboard.acd.state.state import State

_SAID_OR_NEVER = frozenset(Voice) - {Voice.COMING}
log = logging.getLogger(__name__)


def is_sayable(state: State, row: CallList, at: datetime) -> bool:
    """Say whether a list leads somewhere, and something is announced where its menu says so.

    One query at most.
    """
    if row.queue:
        known = row.queue in state.rules.queues
    else:
        known = row.menu_node in state.rules.menu.lists
    if not known:
        log.warning("call list %s leads to what the city has no more", row.pk)
        return False
    if row.queue or not _announces(state, row.menu_node):
        return True
    approved = [each for each in announcements.in_force(at) if each.sound in row.sayable]
    # One whose voice is still to come is waited for: half of what was approved is not said
    return {Voice.READY} <= {each.voice for each in approved} <= _SAID_OR_NEVER


def is_changed(state: State, row: CallList, at: datetime) -> bool:
    """Say whether a list would announce other words than the approved ones.

    Announcements that its calls do not play change nothing. Two queries at most.
    """
    if row.queue or not _announces(state, row.menu_node):
        return False
    if not row.sayable:  # approved before there was a word
        return announcements.voiced(at).exists()
    return announcements.has_other_words(row.sayable, at)


def _announces(state: State, start: str) -> bool:
    return any(isinstance(node, Announcements) for node in state.rules.menu.said_from(start))
