"""Which files of a city are documents. Routing rules have versions and pages of their own."""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Document:
    """A kind of document, and the file that it comes from and goes to.

    Args:
        is_live: running programs read the file itself, again when it changes. `load_city` writes
            all other ones into tables.
        is_optional: a city may have no such file.
    """

    kind: str
    file: str
    is_live: bool = False
    is_optional: bool = False


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
_LIVE: Final = ("queues", "menu", "numbers", "voice", "pauses", "law", "retention")
_OPTIONAL: Final = frozenset({"menu", "numbers", "pauses", "law", "retention"})

DOCUMENTS: Final = (
    *(Document(kind, f"{kind}.toml") for kind in _LOADED),
    *(
        Document(kind, f"{kind}.toml", is_live=True, is_optional=kind in _OPTIONAL)
        for kind in _LIVE
    ),
)


def document(kind: str) -> Document:
    """Return a document by its kind. Raises KeyError."""
    found = {each.kind: each for each in DOCUMENTS}
    return found[kind]
