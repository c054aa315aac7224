"""feeds.toml: the providers that a city asks."""

import re
from pathlib import Path
from typing import Final

from alo153.city import queries as city
from alo153.city.citypack import PackError
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.typed_values import Table, TomlFile
from alo153.knowledge.feeds import forms
from alo153.knowledge.feeds.contract import FeedLine

FILE: Final = "feeds.toml"
_SOURCE: Final = re.compile(r"https?://[^\s]+|/[^\s]+")
_MINUTES: Final = range(1, 10_081)


def read(folder: Path) -> list[FeedLine]:
    """Return the providers of a city whose other files are loaded; none without the file.

    Raises:
        PackError: with every mistake.
    """
    if not (folder / FILE).is_file():
        return []
    noted = Mistakes()
    root = TomlFile(folder / FILE, noted).root
    found = [_feed(table) for table in root.tables("feed", "feed", required=False)]
    root.done()
    if noted.found:
        raise PackError(folder.name, noted.found)
    return found


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
        feed = _feed(table)
        if new := noted.found[before:]:
            faults[feed.slug] = str(new[0])
        else:
            found.append(feed)
    return found, faults


def _feed(table: Table) -> FeedLine:
    remedy = "Write an address with https://, or the whole path of a file"
    feed = FeedLine(
        slug=table.slug(),
        name=table.text("name", longest=80),
        topic=table.choice("topic", city.topics_now()),
        source=table.text("source", pattern=_SOURCE, remedy=remedy, longest=300),
        form=table.choice("form", forms.FORMS),
        within=table.text("within", ""),
        fields=_fields(table),
        every_minutes=table.count("every_minutes", _MINUTES) or 30,
        stale_minutes=table.count("stale_minutes", _MINUTES) or 240,
    )
    table.done()
    return feed


def _fields(table: Table) -> dict[str, str]:
    """Return what the provider calls our fields."""
    if "fields" not in table.data:
        return {}
    inside = table.table("fields")
    for name in inside.data.keys() - set(forms.FIELDS):
        inside.wrong(name, "is no field", f"Write one of: {', '.join(forms.FIELDS)}")
    return {name: inside.text(name) for name in inside.data.keys() & set(forms.FIELDS)}
