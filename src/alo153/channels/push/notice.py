"""The form of a browser notification. Pure."""

from typing import Final

NAME: Final = "webpush"
KEY_CHANGED: Final = "push key changed"
"""The code of a notice to a browser that knows us by another key."""
# Services take 4096 bytes (RFC 8030, 7.2), of which encryption, name and title need some
MOST_BYTES: Final = 3_000


def excess(text: str) -> int:
    """Return about how many characters too long a text is; 0 if it fits."""
    return max(0, len(text.encode()) - MOST_BYTES)
