"""The length limit of a message by WhatsApp. Pure."""

from typing import Final

LONGEST: Final = 4096
LONGEST_CAPTION: Final = 1024
"""Of words below a file."""


def excess(text: str) -> int:
    """Return how many characters too long a text is; 0 if it fits."""
    return max(0, len(text) - LONGEST)
