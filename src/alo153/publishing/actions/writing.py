"""Write a post, change it, take it back, give it up."""

import io
import secrets
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from django.core.files.base import ContentFile
from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.core.files.uploads import CheckedFile
from alo153.publishing.events import PostChanged, PostDropped, PostTakenBack, PostWritten
from alo153.publishing.holding import held, tell
from alo153.publishing.models import Post, Publication
from alo153.publishing.permissions import WRITE_POSTS
from alo153.publishing.states import PostState, State, Verb


@dataclass(frozen=True, kw_only=True)
class Words:
    """The words, places and time of a post.

    Args:
        places: by channel the words of its own, or nothing.
        picture: a new one; None leaves the picture as it is.
        without_picture: the picture is taken away.
        planned_at: None is as soon as it is approved.
    """

    text: str
    places: Mapping[str, str]
    picture: CheckedFile | None = None
    without_picture: bool = False
    alt_text: str = ""
    planned_at: datetime | None = None
    portal_days: int = 7


@transaction.atomic
def write(*, words: Words, by: User, at: datetime) -> Post:
    """Begin a post; it is a draft. Raises NotPermitted."""
    permit(WRITE_POSTS, by=by)
    post = Post(written_by=by, written_at=at, changed_by=by)
    _fill(post, words, at)
    tell(PostWritten(channels=sorted(words.places)), post, by=by, at=at)
    return post


@transaction.atomic
def change(*, post: Post, words: Words, seen: int, by: User, at: datetime) -> Post:
    """Change a draft. Raises NotPermitted, NotNow, ChangedMeanwhile."""
    permit(WRITE_POSTS, by=by)
    found = held(post, Verb.CHANGE, seen=seen)
    found.editors = sorted({*found.editors, found.changed_by_id, by.pk})
    found.changed_by = by
    found.version += 1
    _fill(found, words, at)
    told = PostChanged(channels=sorted(words.places), version=found.version)
    tell(told, found, by=by, at=at)
    return found


@transaction.atomic
def take_back(*, post: Post, by: User, at: datetime) -> None:
    """Make a post a draft again, before anything has left.

    Raises:
        NotPermitted: this person does not write posts.
        NotNow: it has begun to leave, or is a draft.
    """
    permit(WRITE_POSTS, by=by)
    found = held(post, Verb.TAKE_BACK)
    to_draft(found)
    tell(PostTakenBack(), found, by=by, at=at)


def to_draft(post: Post) -> None:
    """Let a post that is held be a draft; within a transaction."""
    post.state, post.submitted_by, post.submitted_at = PostState.DRAFT, None, None
    post.approved_by, post.approved_at = None, None
    post.save()
    post.publications.update(
        state=State.PLANNED, due_at=None, attempts=0, prepared="", prepared_at=None, last_error=""
    )


@transaction.atomic
def drop(*, post: Post, by: User, at: datetime) -> None:
    """Give a draft up. Raises NotPermitted, NotNow."""
    permit(WRITE_POSTS, by=by)
    found = held(post, Verb.DROP)
    found.state = PostState.DROPPED
    found.save(update_fields=["state"])
    tell(PostDropped(), found, by=by, at=at)


def _fill(post: Post, words: Words, at: datetime) -> None:
    post.text, post.planned_at = words.text, words.planned_at
    post.portal_days, post.shown_at = words.portal_days, words.planned_at or at
    if words.picture or words.without_picture:
        _change_picture(post, words.picture)
    post.alt_text = words.alt_text if post.picture else ""
    post.save()
    post.publications.exclude(channel__in=words.places).delete()
    for channel, own in words.places.items():
        Publication.objects.update_or_create(
            post=post, channel=channel, defaults={"own_text": own, "state": State.PLANNED}
        )


def _change_picture(post: Post, picture: CheckedFile | None) -> None:
    if post.picture:
        # Gone with the row that named it, and not before
        transaction.on_commit(partial(post.picture.storage.delete, str(post.picture.name)))
    post.picture, post.picture_key, post.width, post.height = "", "", 0, 0
    if picture:
        post.picture_key = secrets.token_urlsafe(16)
        post.width, post.height = _size(picture.content)
        post.picture = ContentFile(picture.content, name="picture.jpg")


def _size(content: bytes) -> tuple[int, int]:
    """Return width and height of a JPEG that our own decoder has drawn."""
    from PIL import Image  # noqa: PLC0415 - takes 0.1 s

    with Image.open(io.BytesIO(content), formats=["JPEG"]) as picture:
        return picture.size
