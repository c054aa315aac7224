"""city.toml, [quiet_hours], [sms_keywords] and [chat]: when citizens are told something, by which
words they ask, and when chats are answered.
"""

import re
from collections.abc import Mapping
from typing import Final

from alo153.city.citypack.hours import clock_times, read_hours
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.typed_values import Table
from alo153.city.rules.sms_keywords import NAMES
from alo153.core.text import fold

_CLOCK = re.compile(r"([01]\d|2[0-3]):[0-5]\d")
_REMEDY = _('Write hours and minutes in quotes: "21:00"')
_WORD: Final = re.compile(r"[^\W\d_]{2,20}")


def read_quiet_hours(root: Table) -> Mapping[str, str]:
    """Return when they begin and end, as the table says it; nothing without the table."""
    if not root.value("quiet_hours", {}):
        return {}
    table = root.table("quiet_hours")
    said = {key: table.text(key, pattern=_CLOCK, remedy=_REMEDY) for key in ("begins", "ends")}
    if said["begins"] and said["begins"] == said["ends"]:
        table.wrong("ends", _("is the time at which they begin"), _("Write another time"))
    table.done()
    return said


def read_chat_hours(root: Table) -> list[list[list[str | None]]]:
    """Return when chats are answered, as the city holds it; nothing without the table."""
    if not root.value("chat", {}):
        return []
    table = root.table("chat")
    days = read_hours(table)
    table.done()
    return [[clock_times(span) for span in day] for day in days]


def read_sms_keywords(root: Table) -> Mapping[str, list[str]]:
    """Return the spellings of each word, as the table says it; nothing without the table."""
    if not root.value("sms_keywords", {}):
        return {}
    table = root.table("sms_keywords")
    said = {name: list(table.words(name)) for name in NAMES}
    seen: set[str] = set()
    for name, words in said.items():
        for word in words:
            if not _WORD.fullmatch(word):
                table.wrong(
                    name,
                    _('"%(word)s" is not one word', word=word),
                    _("Write single words of letters"),
                )
            elif fold(word) in seen:
                table.wrong(
                    name,
                    _('"%(word)s" stands here twice', word=word),
                    _("Each word asks for one thing"),
                )
            seen.add(fold(word))
    table.done()
    return said
