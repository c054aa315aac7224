"""Streams of staff: the sign-in says for how long a page may watch, and the stream obeys."""

from collections.abc import Callable
from typing import Any, Final

from django.http import HttpRequest

_WATCHED: Final = "is_watched"
_SECONDS: Final = "seconds_to_watch"
_SIGN_IN: Final = "sign_in_that_watches"


def watched[**P, R](view: Callable[P, R]) -> Callable[P, R]:
    """Mark a view as a stream: it asks for a sign-in as a page does, and keeps nobody in."""
    setattr(view, _WATCHED, True)
    return view


def is_watched(view: Callable[..., Any]) -> bool:
    """Tell whether a view is such a stream."""
    return hasattr(view, _WATCHED)


def let_watch(request: HttpRequest, seconds: float, *, sign_in: int | None) -> None:
    """Let the signed-in person watch for so long, by this sign-in."""
    setattr(request, _SECONDS, seconds)
    setattr(request, _SIGN_IN, sign_in)


def seconds_to_watch(request: HttpRequest) -> float:
    """Return for how long the asker may watch; 0: not signed in as pages demand."""
    return float(getattr(request, _SECONDS, 0))


def sign_in_of(request: HttpRequest) -> int | None:
    """Return the key of the sign-in that watches."""
    found: int | None = getattr(request, _SIGN_IN, None)
    return found
