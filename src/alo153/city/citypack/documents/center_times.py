"""Times in `center.toml`: all of them are one entry of that document."""

from collections.abc import Mapping
from typing import Any, Final

KIND: Final = "center"
KEY: Final = "times"


def entry(document: Any, key: str) -> Mapping[str, Any] | None:
    """Return the times that the document says; None for another entry."""
    said: dict[str, Any] = document.unwrap()
    return said if key == KEY else None
