"""offices.toml: where citizens come in person. A city without the file has no such place."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Final

from alo153.city.citypack.hours import read_hours
from alo153.city.citypack.mistakes import Mistakes, Spot
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import CityPack, OfficeLine, Offices, ServiceLine
from alo153.city.citypack.typed_values import Table, TomlFile, labels_remedy

FILE: Final = "offices.toml"
DESKS: Final = range(1, 100)
PRIORITY_MINUTES: Final = range(121)
SCAN_DAYS: Final = range(1, 91)
"""The law wants no longer than the purpose needs (Law 6698, art. 4): a quarter of a year."""
_HALL: Final = ("hall-next", "hall-desk")
_LETTER: Final = re.compile(r"[A-Z]")
_LETTER_REMEDY: Final = _("Write one capital letter A-Z")


def read_offices(folder: Path, mistakes: Mistakes) -> Offices:
    """Return the city's communication centers in the order of the file."""
    if not (folder / FILE).exists():
        return Offices()
    root = TomlFile(folder / FILE, mistakes).root
    priority = root.table("priority")
    found = Offices(
        identity_scan_days=_scan_days(root),
        priority_minutes=priority.count("minutes", PRIORITY_MINUTES),
        priority_names=priority.labels(),
        offices=tuple(_office(table) for table in root.tables("office", "office")),
    )
    priority.done()
    root.done()
    return found


def _scan_days(root: Table) -> int:
    """Return after how many days the scan of a card is deleted."""
    if not root.value("identity_scan", {}):
        return Offices.identity_scan_days
    scan = root.table("identity_scan")
    days = scan.count("days", SCAN_DAYS)
    scan.done()
    return days


def _office(table: Table) -> OfficeLine:
    line = OfficeLine(
        spot=table.spot,
        slug=table.slug(),
        name=table.text("name", longest=120),
        address=table.text("address", longest=200),
        desks=table.count("desks", DESKS),
        hours=read_hours(table),
        services=tuple(_service(each) for each in table.tables("service", "office.service")),
    )
    table.done()
    return line


def _service(table: Table) -> ServiceLine:
    line = ServiceLine(
        spot=table.spot,
        letter=table.text("letter", pattern=_LETTER, remedy=_LETTER_REMEDY),
        names=table.labels(),
    )
    table.done()
    return line


def check_offices(pack: CityPack, mistakes: Mistakes) -> None:
    """Note letters that stand for two things, names nobody reads and numbers nobody hears."""
    heard = pack.voice.sounds
    for name in sorted(_spoken(pack.offices) - heard.keys()) if heard else ():
        remedy = _("Add a line %(name)s = ... below [prompts]", name=name)
        mistakes.add("voice.toml", 0, f"prompts, {name}", _("is missing"), remedy)
    for office in pack.offices.offices:
        letters = [service.letter for service in office.services]
        for service in office.services:
            if letters.count(service.letter) > 1:
                where = f"office {office.slug}, letter"
                what = _('"%(letter)s" is there twice', letter=service.letter)
                mistakes.add(FILE, service.spot.line, where, what, _("Choose another letter"))
    for spot, names in _named(pack.offices):
        if names and pack.city.language not in names:
            what = _(
                'has no name in the language of the city, "%(language)s"',
                language=pack.city.language,
            )
            mistakes.add(FILE, spot.line, "label", what, labels_remedy("label"))


def _spoken(offices: Offices) -> set[str]:
    """Return the sounds that call a number in the hall, except digits and desks."""
    services = [service for office in offices.offices for service in office.services]
    letters = {each.letter for each in services if _LETTER.fullmatch(each.letter)}
    return {*(f"letter-{each.lower()}" for each in letters), *(_HALL if letters else ())}


def _named(offices: Offices) -> Iterator[tuple[Spot, Mapping[str, str]]]:
    yield Spot(file=FILE, line=0), offices.priority_names
    for office in offices.offices:
        for service in office.services:
            yield service.spot, service.names
