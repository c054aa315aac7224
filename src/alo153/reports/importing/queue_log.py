"""Asterisk's queue_log, raw or from its table: several rows tell one call. Pure.

Fields by https://docs.asterisk.org, "Queue Logs": time, call, queue, agent, event and data.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import Final

from alo153.reports.importing.columns import Column

_HEAD: Final = ["time", "callid", "queuename", "agent", "event", "data1"]
_RAW: Final = re.compile(r"\d{10}")
_FIELDS: Final = 5
"""Before the data of an event."""
_ENDS: Final = {
    "COMPLETEAGENT": (0, 1),
    "COMPLETECALLER": (0, 1),
    "BLINDTRANSFER": (-3, -2),
    "ATTENDEDTRANSFER": (-3, -2),
    "TRANSFER": (-3, -2),
    "ABANDON": (2, None),
    "EXITWITHTIMEOUT": (2, None),
    "EXITEMPTY": (2, None),
    "EXITWITHKEY": (3, None),
}
"""Events that end a call, and the places of its wait and talk in their data."""

type Said = dict[Column, str]


def is_log(head: Sequence[str]) -> bool:
    """Tell whether a list is a queue_log by its first row."""
    named = [word for word in head if word in _HEAD]
    return named == _HEAD or (len(head) >= _FIELDS and bool(_RAW.fullmatch(head[0])))


def calls(rows: Iterable[tuple[int, Sequence[str]]]) -> Iterator[tuple[int, Said]]:
    """Return each call with the number of its last row; one that never ends, at the end."""
    open_calls: dict[str, tuple[int, Said]] = {}
    for number, row in rows:
        if len(row) < _FIELDS or row[4] not in {"ENTERQUEUE", "CONNECT", *_ENDS}:
            continue
        at, call, queue, agent, event = row[:_FIELDS]
        _, said = open_calls.setdefault(call, (number, {Column.AT: "", Column.OUTCOME: event}))
        if event == "ENTERQUEUE":
            said |= {Column.AT: at, Column.QUEUE: queue}
        elif event in _ENDS:
            yield number, said | _ended(queue, agent, event, row[_FIELDS:])
            del open_calls[call]
    yield from open_calls.values()


def _ended(queue: str, agent: str, event: str, row: Sequence[str]) -> Said:
    data = list(row)
    # The table has empty fields behind the last one that is told
    while data and not data[-1]:
        data.pop()
    waited, talk = _ENDS[event]
    is_transfer = waited < 0
    return {
        Column.QUEUE: queue,
        Column.AGENT: agent,
        Column.OUTCOME: "COMPLETEAGENT" if is_transfer else event,
        Column.WAITED: _at_place(data, waited),
        Column.TALK: "" if talk is None else _at_place(data, talk),
        Column.TRANSFERRED: "yes" if is_transfer else "",
    }


def _at_place(data: Sequence[str], place: int) -> str:
    return data[place] if -len(data) <= place < len(data) else ""
