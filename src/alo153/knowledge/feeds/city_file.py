"""feeds.toml: the providers that a city asks."""

import re
from collections.abc import Collection, Iterator
from pathlib import Path
from typing import Final

from alo153.city import queries as city
from alo153.city.citypack import Mistake, PackError, topics_of
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.typed_values import Table, TomlFile
from alo153.knowledge.feeds import forms
from alo153.knowledge.feeds.contract import FeedLine

FILE: Final = "feeds.toml"
MINUTES: Final = range(1, 10_081)
_WITH_PASSWORD: Final = re.compile(r"https?://[^/?#\s]*@")
_SOURCE: Final = re.compile(r"https?://[^\s]+|/[^\s]+")


def read(folder: Path) -> list[FeedLine]:
    """Return the providers of a city whose other files are loaded; none without the file.

    Raises:
        PackError: with every mistake.
    """
    found, mistakes = _read(folder, city.topics_now())
    if mistakes:
        raise PackError(folder.name, mistakes)
    return found


def mistakes_of(folder: Path) -> Iterator[Mistake]:
    """Yield what is wrong with the file, next to the topics of the same folder."""
    if (folder / FILE).is_file():
        yield from _read(folder, topics_of(folder))[1]


def _read(folder: Path, topics: Collection[str]) -> tuple[list[FeedLine], list[Mistake]]:
    if not (folder / FILE).is_file():
        return [], []
    noted = Mistakes()
    root = TomlFile(folder / FILE, noted).root
    found = [_feed(table, topics) for table in root.tables("feed", "feed", required=False)]
    root.done()
    slugs = [each.slug for each in found]
    for slug in sorted({each for each in slugs if slugs.count(each) > 1}):
        noted.add(FILE, 0, f"feed {slug}, slug", _("is there twice"), _("Rename one"))
    return found, noted.found


def read_each(folder: Path) -> tuple[list[FeedLine], dict[str, str]]:
    """Return the providers that can be asked, and what is wrong with the rest, by slug.

    What is wrong with the whole file is under the empty slug; a topic may have been retired
    since the file was loaded.
    """
    if not (folder / FILE).is_file():
        return [], {}
    noted = Mistakes()
    tables = TomlFile(folder / FILE, noted).root.tables("feed", "feed", required=False)
    faults, found = ({"": str(noted.found[0])} if noted.found else {}), []
    for table in tables:
        before = len(noted.found)
        feed = _feed(table, city.topics_now())
        if new := noted.found[before:]:
            faults[feed.slug] = str(new[0])
        else:
            found.append(feed)
    return found, faults


def _feed(table: Table, topics: Collection[str]) -> FeedLine:
    remedy = _("Write an address with https://, or the whole path of a file")
    feed = FeedLine(
        slug=table.slug(),
        name=table.text("name", longest=80),
        topic=table.choice("topic", topics),
        source=table.text("source", pattern=_SOURCE, remedy=remedy, longest=300),
        form=table.choice("form", sorted(forms.FORMS)),
        within=table.text("within", ""),
        fields=_fields(table),
        every_minutes=table.count("every_minutes", MINUTES),
        stale_minutes=table.count("stale_minutes", MINUTES),
    )
    if _WITH_PASSWORD.match(feed.source):
        table.wrong(
            "source",
            _("holds a password, which every version of the document would keep"),
            _("Write {key} in the address, and the key in ALO153_FEED_KEYS"),
        )
    table.done()
    return feed


def _fields(table: Table) -> dict[str, str]:
    """Return what the provider calls our fields."""
    if "fields" not in table.data:
        return {}
    inside = table.table("fields")
    remedy = _("Use one of: %(names)s", names=", ".join(forms.FIELDS))
    for name in inside.data.keys() - set(forms.FIELDS):
        inside.wrong(name, _("is no field"), remedy)
    return {name: inside.text(name) for name in inside.data.keys() & set(forms.FIELDS)}
