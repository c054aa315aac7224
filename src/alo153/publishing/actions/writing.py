"""Write a post, change it, make it a draft again, drop it."""

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
class PostContent:
    """The content of a post, as its writer typed it.

    Args:
        own_texts: the chosen channels, each with its own text; empty: it takes `text`.
        picture: a new picture; None leaves the picture as it is.
        without_picture: remove the picture.
        planned_at: when the post leaves; None: as soon as it is approved.
        portal_days: how many days the portal shows the post.
    """

    text: str
    own_texts: Mapping[str, str]
    picture: CheckedFile | None = None
    without_picture: bool = False
    alt_text: str = ""
    planned_at: datetime | None = None
    portal_days: int = 7


@transaction.atomic
def write(*, content: PostContent, by: User, at: datetime) -> Post:
    """Write a new post, which is a draft. Raises NotPermitted."""
    permit(WRITE_POSTS, by=by)
    post = Post(written_by=by, written_at=at, changed_by=by)
    _fill(post, content, at)
    tell(PostWritten(channels=sorted(content.own_texts)), post, by=by, at=at)
    return post


@transaction.atomic
def change(*, post: Post, content: PostContent, seen: int, by: User, at: datetime) -> Post:
    """Change a draft. Raises NotPermitted, NotNow, ChangedMeanwhile."""
    permit(WRITE_POSTS, by=by)
    found = held(post, Verb.CHANGE, seen=seen)
    found.editors = sorted({*found.editors, found.changed_by_id, by.pk})
    found.changed_by = by
    found.version += 1
    _fill(found, content, at)
    told = PostChanged(channels=sorted(content.own_texts), version=found.version)
    tell(told, found, by=by, at=at)
    return found


@transaction.atomic
def take_back(*, post: Post, by: User, at: datetime) -> None:
    """Make a post a draft again, before anything has left.

    Raises:
        NotPermitted: this person does not write posts.
        NotNow: the post is a draft, or was sent to a channel already.
    """
    permit(WRITE_POSTS, by=by)
    found = held(post, Verb.TAKE_BACK)
    to_draft(found)
    tell(PostTakenBack(), found, by=by, at=at)


def to_draft(post: Post) -> None:
    """Make a locked post a draft; call it in the transaction that holds the lock."""
    post.state, post.submitted_by, post.submitted_at = PostState.DRAFT, None, None
    post.approved_by, post.approved_at = None, None
    post.save()
    post.publications.update(
        state=State.PLANNED, due_at=None, attempts=0, prepared="", prepared_at=None, last_error=""
    )


@transaction.atomic
def drop(*, post: Post, by: User, at: datetime) -> None:
    """Drop a draft for good. Raises NotPermitted, NotNow."""
    permit(WRITE_POSTS, by=by)
    found = held(post, Verb.DROP)
    found.state = PostState.DROPPED
    found.save(update_fields=["state"])
    tell(PostDropped(), found, by=by, at=at)


def _fill(post: Post, content: PostContent, at: datetime) -> None:
    """Store the content, with one publication for each chosen channel."""
    post.text, post.planned_at = content.text, content.planned_at
    post.portal_days, post.shown_at = content.portal_days, content.planned_at or at
    if content.picture or content.without_picture:
        _change_picture(post, content.picture)
    post.alt_text = content.alt_text if post.picture else ""
    post.save()
    post.publications.exclude(channel__in=content.own_texts).delete()
    for channel, own in content.own_texts.items():
        Publication.objects.update_or_create(
            post=post, channel=channel, defaults={"own_text": own, "state": State.PLANNED}
        )


def _change_picture(post: Post, picture: CheckedFile | None) -> None:
    if post.picture:
        # Delete the file after the commit: a rolled back change still needs it
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
