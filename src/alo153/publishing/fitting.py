"""The limits of a place, and whether words and a picture fit. Pure."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum

from alo153.channels.contract import units
from alo153.citizens.channel import Channel


@dataclass(frozen=True, kw_only=True)
class Outlet:
    """One place that takes posts now, and its limits.

    Args:
        place: the account or channel there; empty for the portal.
        measure: how long a text is there.
        narrowest, widest: how many times as wide as high a picture may be; 0 where any will do.
        can_withdraw: it removes a post when we ask; else a person does it there.
        link: where everybody finds a post, by its reference; empty where that is not known.
    """

    channel: Channel
    place: str
    longest: int
    longest_caption: int
    measure: Callable[[str], int] = units
    needs_picture: bool = False
    narrowest: float = 0
    widest: float = 0
    can_withdraw: bool = True
    link: Callable[[str], str] = lambda _: ""


class Problem(StrEnum):
    """Why a place would not take a post."""

    EMPTY = "empty"
    TOO_LONG = "too_long"
    NO_PICTURE = "no_picture"
    NOT_DESCRIBED = "not_described"
    SHAPE = "shape"
    # The place is not set up any more
    GONE = "gone"


@dataclass(frozen=True)
class Picture:
    """The size of a picture in pixels, and whether a text describes it."""

    width: int
    height: int
    is_described: bool = True


def limit(outlet: Outlet, *, with_picture: bool) -> int:
    """Return how long a text may be there, as `measure` counts."""
    return outlet.longest_caption if with_picture else outlet.longest


def problem_of(text: str, picture: Picture | None, outlet: Outlet | None) -> Problem | None:
    """Return the first reason why a place would not take it; None if it does."""
    if outlet is None:
        return Problem.GONE
    if not text.strip():
        return Problem.EMPTY
    if outlet.measure(text) > limit(outlet, with_picture=picture is not None):
        return Problem.TOO_LONG
    if picture is None:
        return Problem.NO_PICTURE if outlet.needs_picture else None
    if not picture.is_described:
        return Problem.NOT_DESCRIBED
    return None if _has_shape(picture, outlet) else Problem.SHAPE


def _has_shape(picture: Picture, outlet: Outlet) -> bool:
    ratio = picture.width / picture.height
    high_enough = not outlet.widest or ratio <= outlet.widest
    return ratio >= outlet.narrowest and high_enough
