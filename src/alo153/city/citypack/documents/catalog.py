"""Which files of a city are documents: what `load_city` writes into tables, but for the rules.

What processes read at their start (queues, menu, numbers, voice) is no document yet: a page could
not put it in force. Routing rules have versions and pages of their own.
"""

from dataclasses import dataclass
from typing import Final


@dataclass(frozen=True)
class Document:
    """A kind of document, and the file that it comes from and goes to."""

    kind: str
    file: str


DOCUMENTS: Final = tuple(
    Document(kind, f"{kind}.toml")
    for kind in (
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
)


def document(kind: str) -> Document:
    """Return a document by its kind. Raises KeyError."""
    found = {each.kind: each for each in DOCUMENTS}
    return found[kind]
