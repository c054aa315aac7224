"""The columns of a call list, and the words by which other systems head them. Pure."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from alo153.core.text.turkish import fold


class Column(StrEnum):
    """The meaning of a column. The docs name them: docs/howto/import-a-call-list.md."""

    DATE = "date"
    TIME = "time"
    AT = "at"
    DIRECTION = "direction"
    QUEUE = "queue"
    AGENT = "agent"
    OUTCOME = "outcome"
    WAITED = "waited"
    TALK = "talk"
    HOLD = "hold"
    WRAP_UP = "wrap_up"
    TRANSFERRED = "transferred"


HEADINGS: Final[Mapping[Column, Sequence[str]]] = {
    Column.AT: ("at", "queued_at", "datetime", "date_time", "started", "tarih saat", "zaman"),
    Column.DATE: ("date", "day", "tarih", "gün"),
    Column.TIME: ("time", "q_start", "saat", "kuyruğa giriş", "giriş saati"),
    Column.DIRECTION: ("direction", "yön"),
    Column.QUEUE: ("queue", "skill", "type", "kuyruk", "grup"),
    Column.AGENT: ("agent", "server", "temsilci", "operatör"),
    Column.OUTCOME: ("outcome", "result", "answered", "answered (y/n)", "sonuç", "cevaplandı"),
    Column.WAITED: (
        "waited",
        "wait",
        "wait_seconds",
        "q_time",
        "speed of answer in seconds",
        "speed of answer",
        "bekleme",
        "bekleme süresi",
    ),
    Column.TALK: (
        "talk",
        "talk_seconds",
        "ser_time",
        "avgtalkduration",
        "konuşma",
        "konuşma süresi",
    ),
    Column.HOLD: ("hold", "hold_seconds", "bekletme", "bekletme süresi"),
    Column.WRAP_UP: ("wrap_up", "wrap-up", "acw", "görüşme sonrası", "çağrı sonrası"),
    Column.TRANSFERRED: ("transferred", "transfer", "aktarma", "aktarıldı"),
}
"""The first word of each is the one that our own lists use."""
NEEDED: Final = (Column.OUTCOME, Column.WAITED)


class MissingColumns(ValueError):
    """A list does not say what nobody can count without; the message names the columns."""


def placed(head: Sequence[str], named: Mapping[Column, str]) -> Mapping[Column, int]:
    """Return the place of each column.

    Args:
        named: headings that somebody gave for this list, before the usual ones.

    Raises:
        MissingColumns: one is missing that is needed, or was named and is not there.
    """
    places = {_plain(word): place for place, word in reversed(list(enumerate(head)))}
    found: dict[Column, int] = {}
    for column, words in HEADINGS.items():
        own = named.get(column)
        for word in [own] if own else words:
            if _plain(word) in places:
                found.setdefault(column, places[_plain(word)])
    _check(found, named)
    return found


def _check(found: Mapping[Column, int], named: Mapping[Column, str]) -> None:
    missing = [column.value for column in NEEDED if column not in found]
    missing += [f"{column.value}={word}" for column, word in named.items() if column not in found]
    if Column.AT not in found and Column.DATE not in found:
        missing.append("at, or date and time")
    if missing:
        raise MissingColumns(", ".join(dict.fromkeys(missing)))


def _plain(word: str) -> str:
    return fold(word).replace("_", " ").replace("-", " ").strip()
