"""Posts on the portal, in every state, and announcements that hold now."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

from alo153.city import queries as city
from alo153.city.citypack.typed_values import Table
from alo153.intake.lived_in.rooms.moments import When, when
from alo153.intake.lived_in.rooms.room import Room, Staff
from alo153.knowledge.actions import announce
from alo153.knowledge.models import Announcement
from alo153.publishing import actions
from alo153.publishing.actions.writing import PostContent
from alo153.publishing.models import Post
from alo153.publishing.outlets import PORTAL

_THOUGHT: Final = timedelta(hours=2)
"""Between writing and the next step."""


class Reached(StrEnum):
    """The state of a post. An ``approved`` one appears at its time, perhaps in the future."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    SENT_BACK = "sent_back"
    APPROVED = "approved"


@dataclass(frozen=True, kw_only=True)
class PostLine:
    """A post, when it appears or was written, and who read it."""

    text: str
    by: str
    read_by: str
    reached: Reached
    when: When
    remark: str


@dataclass(frozen=True, kw_only=True)
class Said:
    """An announcement of so many hours."""

    text: str
    by: str
    district: str
    when: When
    hours: int


def _read_posts(root: Table, staff: Staff) -> list[PostLine]:
    return [_post(each, staff) for each in root.tables("post", "post", required=False)]


def _post(table: Table, staff: Staff) -> PostLine:
    reached = table.choice("reached", Reached)
    line = PostLine(
        text=table.text("text", longest=1000),
        by=table.choice("by", staff),
        read_by=table.choice("read_by", staff, ""),
        reached=Reached(reached) if reached else Reached.DRAFT,
        when=when(table),
        remark=table.text("remark", "", longest=500),
    )
    if not line.read_by and line.reached in {Reached.SENT_BACK, Reached.APPROVED}:
        table.wrong("read_by", "is missing", "Say who has read it")
    table.done()
    return line


def _fill_posts(lines: Sequence[PostLine], staff: Staff, at: datetime) -> None:
    for line in lines:
        _write(line, staff, at)


def _write(line: PostLine, staff: Staff, now: datetime) -> None:
    """Write a post that is for the portal alone: nothing of it goes elsewhere."""
    by, appears = staff[line.by], line.when.of(now)
    at = min(appears, now) - 2 * _THOUGHT
    planned = appears if line.reached is Reached.APPROVED else None
    content = PostContent(text=line.text, own_texts={PORTAL.value: ""}, planned_at=planned)
    post = actions.write(content=content, by=by, at=at)
    if line.reached is Reached.DRAFT:
        return
    actions.submit(post=post, by=by, at=at)
    if line.reached is Reached.SUBMITTED:
        return
    reader, at, seen = staff[line.read_by], at + _THOUGHT, post.version
    if line.reached is Reached.SENT_BACK:
        actions.send_back(post=post, remark=line.remark, seen=seen, by=reader, at=at)
        return
    actions.approve(post=post, seen=seen, by=reader, at=at)
    if appears <= now:
        for publication in post.publications.all():
            actions.publish(publication_id=publication.pk, now=lambda: appears)


def _read_announcements(root: Table, staff: Staff) -> list[Said]:
    tables = root.tables("announcement", "announcement", required=False)
    return [_said(each, staff) for each in tables]


def _said(table: Table, staff: Staff) -> Said:
    said = Said(
        text=table.text("text", longest=400),
        by=table.choice("by", staff),
        district=table.choice("district", city.districts_now(), ""),
        when=when(table),
        hours=table.count("hours", range(1, 24 * 15)),
    )
    table.done()
    return said


def _fill_announcements(lines: Sequence[Said], staff: Staff, at: datetime) -> None:
    for line in lines:
        begins = line.when.of(at)
        announce(
            text=line.text,
            district=city.districts_now().get(line.district),
            begins_at=begins,
            ends_at=begins + timedelta(hours=line.hours),
            spoken=False,
            on_portal=True,
            by=staff[line.by],
            at=min(begins, at),
        )


POSTS: Final = Room(
    name="posts",
    read=_read_posts,
    is_empty=lambda: not Post.objects.exists(),
    fill=_fill_posts,
)
ANNOUNCEMENTS: Final = Room(
    name="announcements",
    read=_read_announcements,
    is_empty=lambda: not Announcement.objects.exists(),
    fill=_fill_announcements,
)
