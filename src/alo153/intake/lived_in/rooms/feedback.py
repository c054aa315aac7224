"""Words of citizens about calls that they rated low; some of them wish to be called."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.city import numbers
from alo153.city.citypack.typed_values import Table
from alo153.contacts.models import Interaction
from alo153.intake.lived_in.rooms.room import Room, Staff
from alo153.quality import actions
from alo153.quality.models import ContactFeedback
from alo153.quality.rules.targeting import LOW_RATING

_WRITTEN: Final = timedelta(minutes=20)
_CALLED: Final = timedelta(hours=2)
"""After the call, and after the words."""


@dataclass(frozen=True, kw_only=True)
class Words:
    """One citizen's words, and the result of the call by `by`."""

    text: str
    wishes_call: bool
    by: str
    result: str


def _read(root: Table, staff: Staff) -> list[Words]:
    return [_words(each, staff) for each in root.tables("feedback", "feedback", required=False)]


def _words(table: Table, staff: Staff) -> Words:
    words = Words(
        text=table.text("text", longest=1000),
        wishes_call=table.flag("wishes_call"),
        by=table.choice("by", staff, ""),
        result=table.text("result", ""),
    )
    if words.result and not words.by:
        table.wrong("by", "is missing", "Say who called")
    table.done()
    return words


def _is_empty() -> bool:
    return not ContactFeedback.objects.exists()


def _fill(said: Sequence[Words], staff: Staff, at: datetime) -> None:
    """Give each text to one of the latest calls with a low rating, while there are any."""
    low = Interaction.objects.filter(rating__lte=LOW_RATING, ended_at__lt=at - _WRITTEN - _CALLED)
    for words, contact in zip(said, low.order_by("-ended_at"), strict=False):
        ended = contact.ended_at or at
        row = actions.give_feedback(
            interaction=contact,
            rating=None,
            words=words.text,
            number=numbers.parse(contact.address) if words.wishes_call else None,
            at=ended + _WRITTEN,
        )
        if words.result:
            called = ended + _WRITTEN + _CALLED
            actions.handle_feedback(
                feedback=row, result=words.result, by=staff[words.by], at=called
            )


ROOM: Final = Room(name="feedback", read=_read, is_empty=_is_empty, fill=_fill)
