"""The words of numbers in `voice.toml`: one entry of that document for each language."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Final

from alo153.city.citypack.documents.filling import fill

KIND: Final = "voice"
TABLE: Final = "numbers"
PREFIX: Final = "numbers--"
"""Begins the key of such an entry, before the language; no prompt's key has two hyphens there."""


def is_numbers(kind: str, key: str) -> bool:
    """Tell whether the entry of a document is the words of numbers."""
    return kind == KIND and key.startswith(PREFIX)


def entry(document: Any, key: str) -> Mapping[str, Any] | None:
    """Return the word of each number; None if the voice speaks no such language."""
    found = _table(document, key)
    return None if found is None else dict(found.unwrap())


def put(document: Any, key: str, values: Mapping[str, Any]) -> None:
    """Write the words of numbers."""
    fill(_table(document, key), values)


def remove(_document: Any, key: str) -> None:
    """Refuse: callers hear numbers in every language. Raises KeyError."""
    raise KeyError(key)


def _table(document: Any, key: str) -> Any | None:
    language = key.removeprefix(PREFIX)
    if language == document["language"]:
        return document.get(TABLE)
    return document.get("languages", {}).get(language, {}).get(TABLE)
