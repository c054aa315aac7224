"""pauses.toml: why agents take no calls for a while, and for how long at most.

A city without the file has the usual reasons, with the limits of its installation.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

from alo153.city.citypack.mistakes import Mistakes, PackError, Spot
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.typed_values import Table, TomlFile, labels_remedy

FILE = "pauses.toml"
NEEDED = "recovery"
"""The reason that the button after a hard call gives."""
TAKEN = frozenset({"signed_in", "returning"})
"""Reasons that the switchboard itself gives."""
MOST = 20
LONGEST_KEY = 20

_MINUTES = range(1, 481)
_KEY = re.compile(r"[a-z]+(_[a-z]+)*")
_KEY_REMEDY = _("Use small letters a-z and single underscores, like team_meeting")


@dataclass(frozen=True, kw_only=True)
class PauseLine:
    """One reason: its names by language. `minutes`: so long it may last; None: without a limit."""

    spot: Spot
    key: str
    name: Mapping[str, str]
    minutes: int | None = None


def pauses_of(folder: Path, language: str) -> tuple[PauseLine, ...]:
    """Read and check the reasons alone: a mistake elsewhere keeps no agent from a break.

    Raises:
        PackError: with every mistake found in them.
    """
    mistakes = Mistakes()
    found = read_pauses(folder, mistakes)
    check_pauses(found, language, mistakes)
    if mistakes.found:
        raise PackError(folder.name, mistakes.found)
    return found


def read_pauses(folder: Path, mistakes: Mistakes) -> tuple[PauseLine, ...]:
    """Return the reasons in the order of the menu; none for a city without the file."""
    if not (folder / FILE).exists():
        return ()
    root = TomlFile(folder / FILE, mistakes).root
    found = tuple(_pause(table) for table in root.tables("pause", "pause"))
    root.done()
    return found


def _pause(table: Table) -> PauseLine:
    line = PauseLine(
        spot=table.spot,
        key=table.text("key", pattern=_KEY, remedy=_KEY_REMEDY, longest=LONGEST_KEY),
        name=table.labels("name"),
        minutes=table.count("minutes", _MINUTES) if "minutes" in table.data else None,
    )
    table.done()
    return line


def check_pauses(found: tuple[PauseLine, ...], language: str, mistakes: Mistakes) -> None:
    """Note reasons that are there twice, taken or not named, and the one that is needed."""
    keys = [line.key for line in found]
    for number, line in enumerate(found):
        where = f"pause {line.key}"
        if line.key in keys[:number]:
            mistakes.add(
                FILE, line.spot.line, f"{where}, key", _("is there twice"), _("Rename one")
            )
        if line.key in TAKEN:
            what = _("is a reason that the switchboard gives")
            mistakes.add(FILE, line.spot.line, f"{where}, key", what, _("Choose another key"))
        if line.name and language and language not in line.name:
            what = _('has no name in the language of the city, "%(language)s"', language=language)
            remedy = labels_remedy("name")
            mistakes.add(FILE, line.spot.line, f"{where}, name", what, remedy)
    if found and NEEDED not in keys:
        remedy = _('Add a [[pause]] with key = "%(needed)s"', needed=NEEDED)
        mistakes.add(FILE, 0, "pause", _("there is no pause after a hard call"), remedy)
    if len(found) > MOST:
        mistakes.add(
            FILE,
            0,
            "pause",
            _("%(value)s fit in no menu", value=len(found)),
            _("Keep at most %(most)s", most=MOST),
        )
