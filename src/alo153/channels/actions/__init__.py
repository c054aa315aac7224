"""Actions on arrivals, on browsers that take notifications, and on the development mailbox."""

from alo153.channels.actions.arrival_outcomes import (
    begin_reading,
    mark_read,
    mark_unreadable,
    read_forgotten,
)
from alo153.channels.actions.arrivals import keep_arrival
from alo153.channels.actions.captured import forget_captured
from alo153.channels.actions.forgetting import expire_raw, forget_raw, sweep_files
from alo153.channels.actions.lines import note_line
from alo153.channels.actions.mail import keep_mail, note_mailbox
from alo153.channels.actions.parts import keep_part, take_late_parts
from alo153.channels.actions.sealing import open_raw, seal_raw
from alo153.channels.actions.subscriptions import forget_subscription, keep_subscription

__all__ = [
    "begin_reading",
    "expire_raw",
    "forget_captured",
    "forget_raw",
    "forget_subscription",
    "keep_arrival",
    "keep_mail",
    "keep_part",
    "keep_subscription",
    "mark_read",
    "mark_unreadable",
    "note_line",
    "note_mailbox",
    "open_raw",
    "read_forgotten",
    "seal_raw",
    "sweep_files",
    "take_late_parts",
]
