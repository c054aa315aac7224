"""A city as data: read and check `cities/<slug>/`. Pure: files in, values or mistakes out."""

from pathlib import Path

from alo153.city.citypack.casework.topics import read_topics
from alo153.city.citypack.checks import check
from alo153.city.citypack.files import read, read_city
from alo153.city.citypack.mistakes import Mistake, Mistakes, PackError
from alo153.city.citypack.parts import CityPack
from alo153.city.citypack.queues.lines import queues_of
from alo153.city.citypack.queues.numbers import numbers_of
from alo153.city.citypack.typed_values import TomlFile
from alo153.city.rules.calendar import WorkingCalendar, from_data

__all__ = [
    "CityPack",
    "Mistake",
    "PackError",
    "calendar_of",
    "emergency_number_of",
    "numbers_of",
    "queues_of",
    "read_pack",
    "topics_of",
]


def read_pack(folder: Path) -> CityPack:
    """Return a city's files as values.

    Raises:
        PackError: with every mistake found, each with file, line and what to do.
    """
    mistakes = Mistakes()
    if not folder.is_dir():
        others = sorted(path.parent.name for path in folder.parent.glob("*/city.toml"))
        remedy = "Set ALO153_CITY to one of: " + ", ".join(others)
        mistakes.add(folder.name, 0, "", "there is no such folder", remedy)
        raise PackError(folder.name, mistakes.found)
    pack = read(folder, mistakes)
    check(pack, folder, mistakes)
    if mistakes.found:
        raise PackError(folder.name, mistakes.found)
    return pack


def calendar_of(folder: Path) -> WorkingCalendar:
    """Return when and where a city works, out of `city.toml`: a mistake elsewhere stops no call.

    Raises:
        PackError: with every mistake found in the file, if its working time cannot be read.
    """
    mistakes = Mistakes()
    city = read_city(folder, mistakes)
    try:
        return from_data(city.working_time, city.timezone, city.country)
    except (ValueError, TypeError, AttributeError, LookupError, OSError) as error:
        raise PackError(folder.name, mistakes.found) from error


def emergency_number_of(folder: Path) -> str:
    """Return whom callers in danger are handed over to, out of `city.toml`; empty: not told."""
    return read_city(folder, Mistakes()).emergency_number


def topics_of(folder: Path) -> frozenset[str]:
    """Return the topics of `topics.toml`: what cannot be read in it is another reader's mistake."""
    groups = read_topics(TomlFile(folder / "topics.toml", Mistakes()))
    return frozenset(topic.slug for group in groups for topic in group.topics)
