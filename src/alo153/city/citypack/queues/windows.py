"""The windows of queues.toml: hours in which citizens may choose to be called back."""

import re
from datetime import time
from itertools import pairwise

from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import Queues
from alo153.city.citypack.queue_parts import WindowLine
from alo153.city.citypack.typed_values import Table

FILE = "queues.toml"
CAPACITY = range(1, 10_001)
_KEY = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_CLOCK_REMEDY = _("Write hours and minutes, like 13:30")
_SAID_REMEDY = _('Write said = { en = ["This afternoon, press", "Tomorrow afternoon, press"] }')
_DAYS = 2


def read_windows(root: Table) -> tuple[WindowLine, ...]:
    """Read the windows; a city without one calls back when it is a caller's turn."""
    return tuple(_window(each) for each in root.tables("window", "window", required=False))


def _window(table: Table) -> WindowLine:
    line = WindowLine(
        spot=table.spot,
        key=table.text("key", pattern=_KEY, remedy=_("Use small letters a-z, digits and hyphens")),
        name=table.text("name", longest=40),
        begins=_clock(table, "begins"),
        ends=_clock(table, "ends"),
        capacity=table.count("capacity", CAPACITY),
        priority=table.number("priority") if "priority" in table.data else 0.0,
        said=_said(table),
    )
    if line.ends <= line.begins:
        table.wrong(
            "ends",
            _("%(ends)s is not after it begins", ends=f"{line.ends:%H:%M}"),
            _("Write a later hour"),
        )
    table.done()
    return line


def _clock(table: Table, key: str) -> time:
    text = table.text(key, pattern=_CLOCK, remedy=_CLOCK_REMEDY)
    return time.fromisoformat(text) if _CLOCK.fullmatch(text) else time.min


def _said(table: Table) -> dict[str, tuple[str, ...]]:
    """Read what callers hear before the number of its key, by language: today, and tomorrow."""
    value = table.value("said", None)
    said = value if isinstance(value, dict) else {}
    right = all(
        isinstance(words, list) and len(words) == _DAYS and all(map(_is_text, words))
        for words in said.values()
    )
    if value is not None and not (said and right):
        table.wrong(
            "said", _("%(value)s does not say today and tomorrow", value=repr(value)), _SAID_REMEDY
        )
        return {}
    return {language: tuple(words) for language, words in said.items()}


def _is_text(value: object) -> bool:
    return isinstance(value, str) and bool(value.strip())


def check_windows(found: Queues, mistakes: Mistakes) -> None:
    """Note windows that are there twice, or that overlap: a promise is known by its end."""
    for one, other in pairwise(sorted(found.windows, key=lambda each: each.begins)):
        where = f"window {other.key}"
        if other.begins < one.ends:
            remedy = _("Let it begin at %(ends)s or later", ends=f"{one.ends:%H:%M}")
            mistakes.add(
                FILE,
                other.spot.line,
                f"{where}, begins",
                _("begins before %(key)s ends", key=one.key),
                remedy,
            )
        if other.key == one.key:
            mistakes.add(FILE, other.spot.line, where, _("is there twice"), _("Rename one"))
