"""queues.toml: the lines callers wait in, who serves them, and when. Reading and checking."""

import re
from collections.abc import Iterable
from itertools import pairwise
from pathlib import Path

from alo153.city.citypack.hours import read_hours
from alo153.city.citypack.mistakes import Mistakes, PackError, suggestion
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import QueueLine, Queues
from alo153.city.citypack.queues.lists import read_lists
from alo153.city.citypack.queues.media import check_media, read_media, read_written
from alo153.city.citypack.queues.windows import check_windows, read_windows
from alo153.city.citypack.typed_values import Table, TomlFile

FILE = "queues.toml"
GENERAL = "general"
CLOSED = ("announce", "call_back", "queue")
HOLIDAYS = ("closed", "open")
LEVELS = range(6)
GOAL_PERCENTS = range(50, 100)
GOAL_SECONDS = range(1, 601)
LONGEST_WHISPER = 40
"""Characters, about three seconds: the caller waits during that time."""

_KEY = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_KEY_REMEDY = _("Use small letters a-z, digits and single underscores, like sign_language")
_LEVELS_REMEDY = _("Write [[0, 3], [60, 1]]: from 0 s level 3, from 60 s level 1; levels 0 to 5")


def queues_of(folder: Path) -> Queues:
    """Read and check the queues of a city alone: a mistake elsewhere stops no call.

    Raises:
        PackError: with every mistake found in them.
    """
    mistakes = Mistakes()
    found = read_queues(TomlFile(folder / FILE, mistakes))
    check_queues(found, mistakes)
    if mistakes.found:
        raise PackError(folder.name, mistakes.found)
    return found


def read_queues(source: TomlFile) -> Queues:
    """Read the file's values, noting every mistake that shows in one queue alone."""
    table = source.root.table("skills")
    skills = {key: table.text(key, pattern=None) for key in table.data}
    for key in skills:
        if not _KEY.fullmatch(key):
            table.wrong(key, _("cannot be used as a skill"), _KEY_REMEDY)
    lines = tuple(_queue(each) for each in source.root.tables("queue", "queue"))
    windows = read_windows(source.root)
    written, media = read_written(source.root), read_media(source.root)
    lists = read_lists(source.root)
    source.root.done()
    return Queues(
        skills=skills, queues=lines, windows=windows, written=written, media=media, lists=lists
    )


def _queue(table: Table) -> QueueLine:
    line = QueueLine(
        spot=table.spot,
        key=table.text("key", pattern=_KEY, remedy=_KEY_REMEDY),
        name=table.text("name", longest=40),
        skill=table.text("skill", ""),
        levels=_levels(table),
        priority=table.number("priority") if "priority" in table.data else 0.0,
        hours=read_hours(table),
        holidays=table.choice("holidays", HOLIDAYS, "closed"),
        overflow_after=_seconds(table, "overflow_after"),
        overflow_to=table.text("overflow_to", ""),
        unattended_after=_seconds(table, "unattended_after"),
        longest_wait=_seconds(table, "longest_wait"),
        goal_percent=_count(table, "goal_percent", GOAL_PERCENTS),
        goal_seconds=_count(table, "goal_seconds", GOAL_SECONDS),
        closed=table.choice("closed", CLOSED, "announce"),
        closed_to=table.text("closed_to", ""),
        language=table.text("language", ""),
        video=table.flag("video"),
        whisper=table.text("whisper", "", longest=LONGEST_WHISPER),
    )
    table.done()
    return line


def _seconds(table: Table, key: str) -> float | None:
    return table.number(key) if key in table.data else None


def _count(table: Table, key: str, allowed: range) -> int | None:
    return table.count(key, allowed) if key in table.data else None


def _levels(table: Table) -> tuple[tuple[float, int], ...]:
    value = table.value("levels", [[0, 1]])
    steps = tuple(map(_step, value)) if isinstance(value, list) else ()
    read = tuple(step for step in steps if step is not None)
    if not read or len(read) < len(steps) or read[0][0] != 0 or not _relax(read):
        table.wrong(
            "levels", _("%(value)s are no levels that relax", value=repr(value)), _LEVELS_REMEDY
        )
        return ((0.0, 1),)
    return read


def _step(step: object) -> tuple[float, int] | None:
    match step:
        case [int() | float() as after, int() as level] if after >= 0 and level in LEVELS:
            return (float(after), level)
    return None


def _relax(steps: tuple[tuple[float, int], ...]) -> bool:
    return all(one[0] < other[0] and one[1] > other[1] for one, other in pairwise(steps))


def check_queues(found: Queues, mistakes: Mistakes) -> None:
    """Note what does not fit together: names that are not there, and circles."""
    keys = [line.key for line in found.queues]
    if found.queues and GENERAL not in keys:
        remedy = _('Give one queue the key "%(general)s"', general=GENERAL)
        mistakes.add(FILE, 0, "queue", _("there is no queue for everybody else"), remedy)
    for number, line in enumerate(found.queues):
        if line.key in keys[:number]:
            mistakes.add(
                FILE,
                line.spot.line,
                "key",
                _('"%(letter)s" is there twice', letter=line.key),
                _("Rename one"),
            )
        _named(line, "skill", found.skills, "[skills]", mistakes)
        _named(line, "overflow_to", keys, "the queues", mistakes)
        _named(line, "closed_to", keys, "the queues", mistakes)
        _whole(line, mistakes)
    _circles(found.queues, mistakes)
    check_windows(found, mistakes)
    check_media(found, mistakes)


def _named(
    line: QueueLine, field_: str, known: Iterable[str], home: str, mistakes: Mistakes
) -> None:
    word, known = getattr(line, field_), list(known)
    if word and word not in known:
        advice = suggestion(word, known, _("Add it to %(home)s or name another", home=home))
        where = f"queue {line.key}, {field_}"
        mistakes.add(
            FILE,
            line.spot.line,
            where,
            _('"%(word)s" is not in %(home)s', word=word, home=home),
            advice,
        )


def _whole(line: QueueLine, mistakes: Mistakes) -> None:
    spot, where = line.spot.line, f"queue {line.key}"
    if (line.overflow_after is None) != (not line.overflow_to):
        remedy = _("Write both overflow_after and overflow_to, or neither")
        mistakes.add(FILE, spot, where, _("overflows after no time or to nowhere"), remedy)
    if (line.closed == "queue") != bool(line.closed_to):
        remedy = _('Write closed = "queue" together with closed_to = "..."')
        mistakes.add(FILE, spot, where, _("names no queue for closed hours"), remedy)


def _circles(lines: Iterable[QueueLine], mistakes: Mistakes) -> None:
    """A call that overflows must come to an end of it; so must one outside the hours."""
    for field_ in ("overflow_to", "closed_to"):
        next_ = {line.key: getattr(line, field_) for line in lines}
        for line in lines:
            seen, key = {line.key}, next_[line.key]
            while key and key not in seen:
                seen.add(key)
                key = next_.get(key, "")
            if key == line.key:
                remedy = _("Let the chain end at a queue without one")
                where = f"queue {line.key}, {field_}"
                mistakes.add(FILE, line.spot.line, where, _("leads back to itself"), remedy)
