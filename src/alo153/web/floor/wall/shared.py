"""The wall as those see it who only look: the hall's screen, and readers who act nowhere in it."""

from typing import Final

from django.template.loader import render_to_string

from alo153.accounts.models import User
from alo153.calls.permissions import ANSWER_CALLS, SEE_WALL, SUPERVISE_CALLS
from alo153.core import clock
from alo153.web.floor.wall.context import context_of
from alo153.web.kit.drawn_parts import Part, declare, request_of

TOPICS: Final = frozenset({"queue", "alarms", "center"})
TEMPLATE: Final = "floor/wall/wall.html"


def _sees(user: User) -> bool:
    return user.may(SEE_WALL)


def _only_looks(user: User) -> bool:
    return _sees(user) and not (user.may(SUPERVISE_CALLS) or user.may(ANSWER_CALLS))


def _drawn(user: User, *, tv: bool) -> str:
    context = context_of(user, clock.now(), tv=tv)
    return render_to_string(TEMPLATE, context, request=request_of(user))


WALL: Final = declare(Part("wall", TOPICS, _only_looks, lambda user: _drawn(user, tv=False)))
TELEVISION: Final = declare(Part("wall_tv", TOPICS, _sees, lambda user: _drawn(user, tv=True)))


def part_for(user: User, *, tv: bool) -> str:
    """Return the part that a page of the wall shows; empty: it is this reader's own."""
    part = TELEVISION if tv else WALL
    return part.name if part.may_read(user) else ""
