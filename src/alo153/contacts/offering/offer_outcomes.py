"""The words for an offer of what is written: the switchboard decides in them, the table keeps them.

Pure; `contacts.models.offer` says them as the screens do.
"""

from enum import StrEnum


class OfferReason(StrEnum):
    """Why an agent is offered a conversation: nobody has it, or its agent has left."""

    NEXT = "next"
    TAKE_OVER = "take_over"


class OfferEnd(StrEnum):
    """The result of an offer."""

    ACCEPTED = "accepted"
    DECLINED = "declined"
    NO_ANSWER = "no_answer"
    # The agent did nothing: a call came, the citizen left, or somebody took it by hand
    WITHDRAWN = "withdrawn"
