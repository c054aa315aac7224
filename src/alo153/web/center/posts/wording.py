"""Words of a page about a post: why a place refuses it, and its state as a whole."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy, pgettext_lazy

from alo153.citizens.channel import Channel
from alo153.publishing.fitting import Problem
from alo153.publishing.models import POST_STATES, STATES, Post
from alo153.publishing.outlets import LABELS
from alo153.publishing.states import PostState, State

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

PROBLEMS: Final[Mapping[Problem, "StrPromise"]] = {
    Problem.EMPTY: gettext_lazy("There are no words."),
    Problem.TOO_LONG: gettext_lazy("Too long: shorten it, or write words of its own below."),
    Problem.NO_PICTURE: gettext_lazy("A picture is needed here: choose one."),
    Problem.NOT_DESCRIBED: gettext_lazy("Write what the picture shows, for who does not see it."),
    Problem.SHAPE: gettext_lazy(
        "Pictures are between 4:5 (upright) and 1.91:1 (wide) here: crop it."
    ),
    Problem.GONE: gettext_lazy("It is not set up any more: take it out of this post."),
}
# The first of these that a place is in says how the post stands as a whole
_WORST: Final = (
    State.UNCLEAR,
    State.FAILED,
    State.WITHDRAWING,
    State.PUBLISHING,
    State.WAITING,
    State.PUBLISHED,
    State.WITHDRAWN,
)
_LOOKS: Final[Mapping[str, tuple[str, str]]] = {
    PostState.SUBMITTED: ("chip-warn", "hand"),
    State.UNCLEAR: ("chip-bad", "alert"),
    State.FAILED: ("chip-bad", "alert"),
    State.WITHDRAWING: ("chip-info", "refresh"),
    State.PUBLISHING: ("chip-info", "refresh"),
    State.WAITING: ("chip-info", "clock"),
    State.PUBLISHED: ("chip-good", "check"),
    State.WITHDRAWN: ("", "x"),
}
SOMEWHERE = pgettext_lazy("post", "published, not everywhere")
NOWHERE = pgettext_lazy("post", "given up")


def look_of(state: str) -> tuple[str, str]:
    """Return the class and the symbol of a state; its word is next to them."""
    return _LOOKS.get(state, ("", "edit"))


def whole_state(post: Post) -> tuple[str, "StrPromise"]:
    """Return the state of a post as a whole, and in words; its places were fetched."""
    if post.state != PostState.APPROVED:
        return post.state, POST_STATES[PostState(post.state)]
    places = post.publications.all()
    states = {State(each.state) for each in places}
    worst = next((each for each in _WORST if each in states), State.WAITING)
    if worst is State.FAILED and State.PUBLISHED in states:
        return worst, SOMEWHERE
    # What stood nowhere was not removed
    if worst is State.WITHDRAWN and not any(each.published_at for each in places):
        return worst, NOWHERE
    return worst, STATES[worst]


def names_of(channels: Mapping[str, Problem]) -> str:
    """Say which places would not take a post, and why, one a sentence."""
    said = [
        _("%(place)s: %(problem)s") % {"place": LABELS[Channel(each)], "problem": PROBLEMS[why]}
        for each, why in channels.items()
    ]
    return " ".join(said) or _("Choose at least one place.")
