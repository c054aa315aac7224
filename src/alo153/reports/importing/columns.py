"""The columns of a call list, and the words by which other systems head them. Pure."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from enum import StrEnum
from typing import Final

from alo153.core.text import fold


class Column(StrEnum):
    """The meaning of a column. The docs name them: docs/howto/import-a-call-list.md."""

    DATE = "date"
    TIME = "time"
    AT = "at"
    ANSWERED_AT = "answered_at"
    ENDED_AT = "ended_at"
    DIRECTION = "direction"
    QUEUE = "queue"
    AGENT = "agent"
    OUTCOME = "outcome"
    WAITED = "waited"
    LENGTH = "length"
    TALK = "talk"
    HOLD = "hold"
    WRAP_UP = "wrap_up"
    TRANSFERRED = "transferred"


HEADINGS: Final[Mapping[Column, Sequence[str]]] = {
    Column.AT: (
        "at",
        "queued_at",
        "datetime",
        "date_time",
        "started",
        "call_started",
        "calldate",
        "start",
        "tarih saat",
        "tarih ve saat",
        "zaman",
        "çağrı zamanı",
        "çağrı tarihi",
        "başlangıç",
        "başlangıç zamanı",
    ),
    Column.ANSWERED_AT: (
        "answered_at",
        "call_answered",
        "answer",
        "cevaplama",
        "cevaplama zamanı",
        "cevaplanma zamanı",
        "karşılama zamanı",
    ),
    Column.ENDED_AT: ("ended_at", "call_ended", "end", "bitiş", "bitiş zamanı"),
    Column.DATE: ("date", "day", "tarih", "gün"),
    Column.TIME: ("time", "q_start", "saat", "kuyruğa giriş", "giriş saati"),
    Column.DIRECTION: ("direction", "yön", "çağrı yönü"),
    Column.QUEUE: ("queue", "queuename", "skill", "type", "kuyruk", "kuyruk adı", "grup"),
    Column.AGENT: (
        "agent",
        "server",
        "temsilci",
        "temsilci adı",
        "müşteri temsilcisi",
        "operatör",
    ),
    Column.OUTCOME: (
        "outcome",
        "result",
        "answered",
        "disposition",
        "event",
        "sonuç",
        "cevaplandı",
        "durum",
        "çağrı durumu",
    ),
    Column.WAITED: (
        "waited",
        "wait",
        "wait_seconds",
        "wait_length",
        "holdtime",
        "q_time",
        "speed of answer in seconds",
        "speed of answer",
        "bekleme",
        "bekleme süresi",
    ),
    Column.LENGTH: ("length", "duration", "toplam süre", "çağrı süresi"),
    Column.TALK: (
        "talk",
        "talk_seconds",
        "ser_time",
        "service_length",
        "billsec",
        "calltime",
        "avgtalkduration",
        "konuşma",
        "konuşma süresi",
        "görüşme süresi",
    ),
    Column.HOLD: ("hold", "hold_seconds", "bekletme", "bekletme süresi"),
    Column.WRAP_UP: ("wrap_up", "wrap-up", "acw", "görüşme sonrası", "çağrı sonrası"),
    Column.TRANSFERRED: ("transferred", "transfer", "aktarma", "aktarıldı"),
}
"""The first word of each is the one that our own lists use."""
_ONE_OF: Final = {
    "at, or date and time": {Column.AT, Column.DATE, Column.TIME},
    "outcome": {Column.OUTCOME, Column.ANSWERED_AT},
    "waited": {Column.WAITED, Column.ANSWERED_AT, Column.LENGTH},
}
"""By what a list must tell: the columns of which it has one."""


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
    missing = [words for words, columns in _ONE_OF.items() if columns.isdisjoint(found)]
    missing += [f"{column.value}={word}" for column, word in named.items() if column not in found]
    if missing:
        raise MissingColumns(", ".join(dict.fromkeys(missing)))


def _plain(word: str) -> str:
    """Fold a heading; its unit in brackets goes: “Bekleme (sn)”."""
    return fold(re.sub(r"\(.*?\)", "", word).replace("_", " ").replace("-", " "))
