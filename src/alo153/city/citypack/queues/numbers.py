"""numbers.toml: the public numbers of a city, and where each of them leads.

A city without the file has one number, which leads to the start of the voice menu.
"""

import re
from collections.abc import Iterator
from itertools import combinations
from pathlib import Path

from alo153.city.citypack.mistakes import Mistakes, PackError, suggestion
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import NumberLine, Queues
from alo153.city.citypack.queues.lines import read_queues
from alo153.city.citypack.typed_values import Table, TomlFile
from alo153.city.rules.dialed import same_number

FILE = "numbers.toml"
MENU_FILE = "menu.toml"
LONGEST_NAME = 40

_KEY = re.compile(r"[a-z0-9]+([_-][a-z0-9]+)*")
_KEY_REMEDY = _("Use small letters a-z, digits and single hyphens, like social-line")
_DIALED = re.compile(r"\+?\d{3,15}")
_DIALED_REMEDY = _('Write what is dialed, in quotes: ["153", "+902623181000"]')


def numbers_of(folder: Path) -> tuple[NumberLine, ...]:
    """Read and check the public numbers of a city alone: a mistake elsewhere stops no call.

    Raises:
        PackError: with every mistake found in them.
    """
    mistakes = Mistakes()
    found = read_numbers(folder, mistakes)
    if found:
        queues = read_queues(TomlFile(folder / "queues.toml", Mistakes()))
        check_numbers(found, queues, folder, mistakes)
    if mistakes.found:
        raise PackError(folder.name, mistakes.found)
    return found


def read_numbers(folder: Path, mistakes: Mistakes) -> tuple[NumberLine, ...]:
    """Return the numbers in the order of the file; the first one is for all that is not there."""
    if not (folder / FILE).exists():
        return ()
    root = TomlFile(folder / FILE, mistakes).root
    found = tuple(_number(table) for table in root.tables("number", "number"))
    root.done()
    return found


def _number(table: Table) -> NumberLine:
    line = NumberLine(
        spot=table.spot,
        key=table.text("key", pattern=_KEY, remedy=_KEY_REMEDY, longest=LONGEST_NAME),
        name=table.text("name", longest=LONGEST_NAME),
        dialed=table.words("dialed", required=True),
        menu=table.text("menu", ""),
        queue=table.text("queue", "general"),
    )
    if "dialed" in table.data and not (line.dialed and all(map(_DIALED.fullmatch, line.dialed))):
        table.wrong(
            "dialed",
            _("%(value)s are no telephone numbers", value=list(line.dialed)),
            _DIALED_REMEDY,
        )
    table.done()
    return line


def check_numbers(
    found: tuple[NumberLine, ...], queues: Queues, folder: Path, mistakes: Mistakes
) -> None:
    """Note what does not fit together: a number that is there twice, a queue or menu that is not.

    `folder` has the voice menu, of which only the names of its beginnings are read here.
    """
    starts, keys = _starts(folder), [line.key for line in queues.queues]
    for line in found:
        where = f"number {line.key}"
        for field, word, known, home in (
            ("queue", line.queue, keys, _("the queues")),
            ("menu", line.menu, starts, _("start and starts of %(file)s", file=MENU_FILE)),
        ):
            if word and known is not None and word not in known:
                advice = suggestion(word, known, _("Add it to %(home)s or name another", home=home))
                what = _('"%(word)s" is not in %(home)s', word=word, home=home)
                mistakes.add(FILE, line.spot.line, f"{where}, {field}", what, advice)
    for one, other in combinations(found, 2):
        for said in _twice(one, other):
            mistakes.add(
                FILE, other.spot.line, f"number {other.key}", said, _("Take it out of one")
            )


def _twice(one: NumberLine, other: NumberLine) -> Iterator[str]:
    if one.key == other.key:
        yield _('"%(letter)s" is there twice', letter=one.key)
    for dialed in other.dialed:
        if any(same_number(dialed, each) for each in one.dialed):
            yield _("%(dialed)s is dialed for %(key)s, too", dialed=dialed, key=one.key)


def _starts(folder: Path) -> list[str] | None:
    """Return where callers may begin; None for a menu that is no TOML, which is told by itself."""
    path = folder / MENU_FILE
    data = TomlFile(path, Mistakes()).data if path.exists() else {}
    if data is None:
        return None
    found = [data.get("start"), *(data.get("starts") or ())]
    return [name for name in found if isinstance(name, str)]
