"""The session of a member of staff: it begins, is used, falls idle, and ends."""

from __future__ import annotations

from typing import Any, Final

from allauth.account.adapter import get_adapter
from django.contrib import auth, messages
from django.http import HttpRequest
from django.utils.translation import ngettext

from alo153.accounts import actions, queries
from alo153.accounts.models import User
from alo153.calls import actions as telephone_actions
from alo153.calls import queries as telephone
from alo153.core import clock
from alo153.core.actor import SYSTEM, Actor
from alo153.web.sign_in import devices

_OPEN: Final = "sign_in"
_FRESH_SECONDS: Final = 60
BACKGROUND: Final = "X-Background"
"""The header of a page's background requests: they keep nobody signed in."""


def address_of(request: HttpRequest) -> str:
    """Return the network address of a browser."""
    return str(get_adapter(request).get_client_ip(request))


def begin(request: HttpRequest, user: User, methods: list[str]) -> None:
    """Write down that somebody signed in, and know the browser from now on."""
    if request.session.session_key is None:
        request.session.save()
    now = clock.now()
    sign_in = actions.note_sign_in(
        user=user,
        session_key=request.session.session_key or "",
        address=address_of(request),
        browser=request.headers.get("User-Agent", ""),
        methods=methods,
        by=Actor.staff(user.pk),
        at=now,
    )
    request.session[_OPEN] = _state(request, sign_in.pk)
    devices.remember(request, user.pk)


def check(request: HttpRequest, user: User) -> None:
    """End a session that nobody used for too long; otherwise note that it is used."""
    state = request.session.get(_OPEN)
    if not state or end_if_idle(request, user):
        return
    idle = _idle_seconds(state)
    if _is_used(request) and (idle > _FRESH_SECONDS or _has_new_key(request, state)):
        request.session[_OPEN] = _state(request, state["id"])
        key = request.session.session_key or ""
        actions.note_seen(sign_in_id=state["id"], session_key=key, at=clock.now())


def end_if_idle(request: HttpRequest, user: User) -> bool:
    """End a session that nobody used for too long, and say whether it was one."""
    left = seconds_left(request, user)
    if left is None or left >= 0:
        return False
    _end_idle(request, user, idle_minutes(user) or 0)
    return True


def seconds_left(request: HttpRequest, user: User) -> float | None:
    """Return until when a session holds if nobody uses it; nothing if it does not fall idle."""
    state, limit = request.session.get(_OPEN), idle_minutes(user)
    return limit * 60 - _idle_seconds(state) if state and limit else None


def _idle_seconds(state: dict[str, Any]) -> float:
    return clock.now().timestamp() - float(state["seen"])


def idle_minutes(user: User) -> int | None:
    """Return the shortest idle time among somebody's roles; nothing if none has one."""
    limits = (grant.idle_minutes for grant in user.grants)
    return min((limit for limit in limits if limit), default=None)


def note_end(request: HttpRequest, *, why: str) -> None:
    """Write down that the session of a request ends."""
    state = request.session.get(_OPEN)
    sign_in = queries.sign_in(state["id"]) if state else None
    if sign_in is None:
        return
    by = SYSTEM if why == "idle" else Actor.staff(sign_in.user_id)
    address = address_of(request)
    actions.end_sign_in(sign_in=sign_in, why=why, address=address, by=by, at=clock.now())


def current(request: HttpRequest) -> int | None:
    """Return the key of the sign-in of a request."""
    state = request.session.get(_OPEN)
    return state["id"] if state else None


def _state(request: HttpRequest, sign_in_id: int) -> dict[str, Any]:
    seen = int(clock.now().timestamp())
    return {"id": sign_in_id, "seen": seen, "key": request.session.session_key}


def _is_used(request: HttpRequest) -> bool:
    return BACKGROUND not in request.headers


def _has_new_key(request: HttpRequest, state: dict[str, Any]) -> bool:
    """A new password gives the session another key."""
    return bool(state["key"] != request.session.session_key)


def _end_idle(request: HttpRequest, user: User, limit: int) -> None:
    if telephone.session_of(user):
        telephone_actions.sign_out_phone(user=user, at=clock.now())
    note_end(request, why="idle")
    auth.logout(request)
    words = ngettext(
        "You were signed out: nothing was done for %(count)s minute.",
        "You were signed out: nothing was done for %(count)s minutes.",
        limit,
    )
    messages.info(request, words % {"count": limit})
