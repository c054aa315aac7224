"""The first day: what somebody does first, by what they may do. Steps that leave a trace say so."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.urls import reverse
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.alarms.permissions import MANAGE_ALARMS
from alo153.calls.permissions import ANSWER_CALLS, SEE_WALL
from alo153.cases.permissions import WORK_ON_UNIT_CASES
from alo153.city.permissions import EDIT_CITY
from alo153.notices.queries import has_chosen
from alo153.web.sign_in import second_factor

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Step:
    """One thing to do or to look at. `is_done` is None where nothing shows it."""

    title: StrPromise
    words: StrPromise
    url: str
    is_done: bool | None = None


def _has_factor(user: User) -> bool:
    return second_factor.is_present(user)


# What everybody does: title, words, address, and what shows that it is done
_OF_ALL: Final[tuple[tuple[StrPromise, StrPromise, str, Callable[[User], bool]], ...]] = (
    (
        _("Add a second factor"),
        _("A key or an app beside your password: a stolen password alone opens nothing then."),
        "mfa_index",
        _has_factor,
    ),
    (
        _("Say how you want to be told"),
        _("By e-mail, SMS or on the screen, and when you want to be left alone."),
        "notices:ways",
        has_chosen,
    ),
)
_BY_PERMISSION: Final[tuple[tuple[Permission, StrPromise, StrPromise, str], ...]] = (
    (
        ANSWER_CALLS,
        _("Sit down at the desk"),
        _("Put the headset on, choose it under “Headset and bell”, and press “Ready”."),
        "desk:home",
    ),
    (
        ANSWER_CALLS,
        _("Look into the knowledge base"),
        _("Search it as the caller speaks; the best answer stands beside the record, too."),
        "center:articles",
    ),
    (
        WORK_ON_UNIT_CASES,
        _("Open your unit's inbox"),
        _("What is due first stands on top. Take one, and write what was done."),
        "unit:inbox",
    ),
    (
        SEE_WALL,
        _("Look at the wall"),
        _("Who waits, who is at work, and how the day goes."),
        "live:wall",
    ),
    (
        MANAGE_ALARMS,
        _("Look at the alarm rules"),
        _("The center begins with some. Set their limits to your day."),
        "live_alarms:rules",
    ),
    (
        EDIT_CITY,
        _("Read the city's documents"),
        _("Hours, voice menu, units, messages: each change is a draft first."),
        "settings:documents",
    ),
)


def steps(user: User) -> list[Step]:
    """Return the steps of somebody, in their order; two queries."""
    return [*_steps(user)]


def _steps(user: User) -> Iterator[Step]:
    for title, words, name, is_done in _OF_ALL:
        yield Step(title, words, reverse(name), is_done(user))
    for permission, title, words, name in _BY_PERMISSION:
        if user.may(permission):
            yield Step(title, words, reverse(name))
