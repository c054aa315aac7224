"""Actions on a conversation: receive a message, answer, forward, end."""

from alo153.contacts.conversations.actions.answering import (
    AnsweredMeanwhile,
    CannotReply,
    reply,
    take_reply_back,
)
from alo153.contacts.conversations.actions.arriving import read_arrival
from alo153.contacts.conversations.actions.beginning import AlreadyBegun, CannotBegin, begin
from alo153.contacts.conversations.actions.files.attaching import (
    TooManyFiles,
    attach_file,
    detach_file,
)
from alo153.contacts.conversations.actions.files.fetching import fetch_file
from alo153.contacts.conversations.actions.files.forgetting import KEPT_FOR, forget_reply_files
from alo153.contacts.conversations.actions.handling import (
    REVIEW_HOURS,
    WrittenMeanwhile,
    close,
    end_late_reviews,
    end_review,
    give_back,
    hand_on,
    reopen,
    take,
)
from alo153.contacts.conversations.actions.moving import UnknownQueue, move
from alo153.contacts.conversations.actions.naming import name_address
from alo153.contacts.conversations.actions.noting import CannotNote, note_inside
from alo153.contacts.conversations.actions.publishing import invite
from alo153.contacts.conversations.actions.receiving import receive
from alo153.contacts.conversations.actions.sealing import make_confidential, seal_files, seal_rest
from alo153.contacts.conversations.actions.settling import (
    give_reply_up,
    resend_reply,
    take_resent_reply_back,
)
from alo153.contacts.conversations.holding import HeldByColleague, HeldForReview

__all__ = [
    "KEPT_FOR",
    "REVIEW_HOURS",
    "AlreadyBegun",
    "AnsweredMeanwhile",
    "CannotBegin",
    "CannotNote",
    "CannotReply",
    "HeldByColleague",
    "HeldForReview",
    "TooManyFiles",
    "UnknownQueue",
    "WrittenMeanwhile",
    "attach_file",
    "begin",
    "close",
    "detach_file",
    "end_late_reviews",
    "end_review",
    "fetch_file",
    "forget_reply_files",
    "give_back",
    "give_reply_up",
    "hand_on",
    "invite",
    "make_confidential",
    "move",
    "name_address",
    "note_inside",
    "read_arrival",
    "receive",
    "reopen",
    "reply",
    "resend_reply",
    "seal_files",
    "seal_rest",
    "take",
    "take_reply_back",
    "take_resent_reply_back",
]
