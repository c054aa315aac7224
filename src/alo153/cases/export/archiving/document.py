"""The content of a document for the archive, before it is written. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime


@dataclass(frozen=True)
class Entry:
    """One step of a timeline; ``who`` and ``detail`` may be empty."""

    when: str
    title: str
    who: str = ""
    detail: str = ""


@dataclass(frozen=True)
class File:
    """A file that is attached; ``note`` says what it is."""

    name: str
    content_type: str
    content: bytes
    at: datetime
    note: str

    @property
    def is_photo(self) -> bool:
        """Tell whether it can be shown in the document itself."""
        return self.content_type == "image/jpeg"


@dataclass(frozen=True)
class Section:
    """A heading with facts (label, value), words or entries below; each part may be empty."""

    title: str
    facts: tuple[tuple[str, str], ...] = ()
    words: str = ""
    entries: tuple[Entry, ...] = ()
    photos: tuple[File, ...] = ()


@dataclass(frozen=True)
class Document:
    """The content. ``files`` are attached; ``foot`` is on every page."""

    title: str
    subtitle: str
    language: str
    author: str
    made_at: datetime
    sections: tuple[Section, ...]
    files: tuple[File, ...]
    foot: str
