"""The files of a city that are documents. Routing rules have their own versions and pages."""

from dataclasses import dataclass
from typing import Final

LONGEST: Final = 500_000
"""Characters of a text that people write: ten times the longest of the largest known city."""


@dataclass(frozen=True)
class Document:
    """A kind of document, and the file that it comes from and goes to.

    Args:
        is_live: running programs read the file itself, again when it changes. `load_city` writes
            all other ones into tables.
        is_optional: a city may have no such file.
        longest: characters at most.
    """

    kind: str
    file: str
    is_live: bool = False
    is_optional: bool = False
    longest: int = LONGEST


_LOADED: Final = (
    "city",
    "texts",
    "topics",
    "kinds",
    "units",
    "contacts",
    "alarms",
    "offices",
    "partners",
    "roles",
)
_LIVE: Final = (
    "queues",
    "menu",
    "numbers",
    "voice",
    "pauses",
    "center",
    "law",
    "retention",
    "feeds",
)
_OPTIONAL: Final = frozenset({"menu", "numbers", "pauses", "center", "law", "retention", "feeds"})

DOCUMENTS: Final = (
    *(Document(kind, f"{kind}.toml") for kind in _LOADED),
    *(
        Document(kind, f"{kind}.toml", is_live=True, is_optional=kind in _OPTIONAL)
        for kind in _LIVE
    ),
    # Thousand neighborhoods with some hundred corners each
    Document("boundaries", "boundaries.geojson", is_optional=True, longest=8_000_000),
)


def document(kind: str) -> Document:
    """Return a document by its kind. Raises KeyError."""
    found = {each.kind: each for each in DOCUMENTS}
    return found[kind]
