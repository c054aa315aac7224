"""Questions that found no article, and articles that were read."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.citizens.channel import Channel
from alo153.city.citypack.typed_values import Table
from alo153.intake.lived_in.rooms.room import Room, Staff
from alo153.knowledge.articles import actions
from alo153.knowledge.models import Article, UnansweredQuestion

_CHANNELS: Final = (Channel.WEB, Channel.CHAT)
_READ_DAYS: Final = 10
_READ: Final = 6
"""Articles that are read, each less than the one before."""


@dataclass(frozen=True, kw_only=True)
class Gap:
    """A question without an answer, asked once a day."""

    text: str
    channel: Channel
    times: int


def _read(root: Table, _: Staff) -> list[Gap]:
    return [_gap(each) for each in root.tables("gap", "gap", required=False)]


def _gap(table: Table) -> Gap:
    channel = table.choice("channel", _CHANNELS, Channel.WEB)
    gap = Gap(
        text=table.text("text", longest=120),
        channel=Channel(channel) if channel else Channel.WEB,
        times=table.count("times", range(1, 31)),
    )
    table.done()
    return gap


def _is_empty() -> bool:
    return not UnansweredQuestion.objects.exists()


def _fill(gaps: Sequence[Gap], _: Staff, at: datetime) -> None:
    for gap in gaps:
        for days in reversed(range(gap.times)):
            actions.note_unanswered(
                text=gap.text, channel=gap.channel, at=at - timedelta(days=days, hours=1)
            )
    articles = list(Article.objects.filter(retired_at=None, internal=False).order_by("position"))
    for days in reversed(range(_READ_DAYS)):
        _let_read(articles[: _READ - days % 3], at - timedelta(days=days, hours=1))


def _let_read(articles: Sequence[Article], at: datetime) -> None:
    actions.note_shown(articles=articles, channel=Channel.WEB, at=at)
    actions.note_went_on(articles=articles[1:2], channel=Channel.WEB, at=at)
    for each in articles[::2]:
        actions.note_used(article=each, at=at)


ROOM: Final = Room(name="questions", read=_read, is_empty=_is_empty, fill=_fill)
