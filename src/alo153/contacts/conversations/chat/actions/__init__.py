"""Actions on a chat: its citizen writes, reads and leaves, and the answer follows them."""

from alo153.contacts.conversations.chat.actions.forwarding import forward_unread
from alo153.contacts.conversations.chat.actions.leaving import end_gone, leave
from alo153.contacts.conversations.chat.actions.saying import (
    CannotSay,
    Photo,
    leave_address,
    note_open,
    say,
    see,
)

__all__ = [
    "CannotSay",
    "Photo",
    "end_gone",
    "forward_unread",
    "leave",
    "leave_address",
    "note_open",
    "say",
    "see",
]
