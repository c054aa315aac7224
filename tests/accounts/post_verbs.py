"""Every verb of posts that asks for a permission, and how it is tried."""

from collections.abc import Callable, Mapping
from contextlib import suppress
from typing import Any

from tests.publishing import posts

from alo153.accounts.models import User
from alo153.accounts.registry import Permission
from alo153.core.clock import now
from alo153.publishing import actions
from alo153.publishing.permissions import APPROVE_POSTS, WRITE_POSTS
from alo153.publishing.policy import OwnWords
from alo153.publishing.states import NotNow

type Try = tuple[Permission, Callable[[Any, User], object]]


def _of_draft(verb: Callable[..., object], **given: Any) -> Try:
    return WRITE_POSTS, lambda room, by: verb(post=room.draft, by=by, at=now(), **given)


def _of_place(verb: Callable[..., object]) -> Try:
    """Try what a place that is planned refuses for another reason to those who may."""

    def tried(room: Any, by: User) -> None:
        with suppress(NotNow):
            verb(publication=posts.place(room.submitted, posts.PORTAL), by=by, at=now())

    return APPROVE_POSTS, tried


def _approved(room: Any, by: User) -> None:
    with suppress(OwnWords):
        actions.approve(post=room.submitted, seen=1, by=by, at=now())


VERBS: Mapping[str, Try] = {
    "publishing.write": (
        WRITE_POSTS,
        lambda _, by: actions.write(content=posts.content(), by=by, at=now()),
    ),
    "publishing.change": _of_draft(actions.change, content=posts.content(), seen=1),
    "publishing.drop": _of_draft(actions.drop),
    "publishing.submit": _of_draft(actions.submit),
    "publishing.take_back": (
        WRITE_POSTS,
        lambda room, by: actions.take_back(post=room.submitted, by=by, at=now()),
    ),
    "publishing.send_back": (
        APPROVE_POSTS,
        lambda room, by: actions.send_back(
            post=room.submitted, remark="Saat?", seen=1, by=by, at=now()
        ),
    ),
    "publishing.approve": (APPROVE_POSTS, _approved),
    "publishing.confirm": _of_place(actions.confirm),
    "publishing.repeat": _of_place(actions.repeat),
    "publishing.give_up": _of_place(actions.give_up),
    "publishing.note_removed": _of_place(actions.note_removed),
    "publishing.withdraw": _of_place(actions.withdraw),
}
