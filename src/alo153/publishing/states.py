"""The states of a post and of its places, and which verb fits when. Pure."""

from collections.abc import Mapping
from enum import StrEnum
from typing import Final


class PostState(StrEnum):
    """The progress of an announcement on a channel, from draft to publication."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    APPROVED = "approved"
    DROPPED = "dropped"


class State(StrEnum):
    """The state of a post in one place."""

    # Not approved yet
    PLANNED = "planned"
    WAITING = "waiting"
    PUBLISHING = "publishing"
    PUBLISHED = "published"
    FAILED = "failed"
    # It may stand there: a person looks
    UNCLEAR = "unclear"
    WITHDRAWING = "withdrawing"
    WITHDRAWN = "withdrawn"


class Verb(StrEnum):
    """The verbs of a post as a whole."""

    CHANGE = "change"
    SUBMIT = "submit"
    TAKE_BACK = "take_back"
    SEND_BACK = "send_back"
    APPROVE = "approve"
    DROP = "drop"


class NotNow(ValueError):
    """The state of the post, or of its place, has changed."""


class ChangedMeanwhile(ValueError):
    """A colleague has changed the post since it was read."""


FITTING: Final[Mapping[Verb, frozenset[PostState]]] = {
    Verb.CHANGE: frozenset({PostState.DRAFT}),
    Verb.SUBMIT: frozenset({PostState.DRAFT}),
    Verb.DROP: frozenset({PostState.DRAFT}),
    Verb.SEND_BACK: frozenset({PostState.SUBMITTED}),
    Verb.APPROVE: frozenset({PostState.SUBMITTED}),
    Verb.TAKE_BACK: frozenset({PostState.SUBMITTED, PostState.APPROVED}),
}


def fits(verb: Verb, state: PostState, places: frozenset[State]) -> bool:
    """Say whether a verb fits a post; an approved one is taken back before it leaves anywhere.

    Args:
        places: its state in its places.
    """
    if verb is Verb.TAKE_BACK and state is PostState.APPROVED:
        return bool(places) and places <= {State.WAITING}
    return state in FITTING[verb]
