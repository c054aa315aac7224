"""Limits for a visitor who writes without a sign-in. Pure."""

from datetime import timedelta
from typing import Final

LONGEST_TEXT: Final = 2_000
MOST_MESSAGES: Final = 100
"""Of a citizen in one chat."""
MOST_A_MINUTE: Final = 10
MOST_FILES: Final = 10
"""Of a citizen in one chat."""
MOST_AT_ONCE: Final = 5
"""Files of one message."""
MOST_OPEN: Final = 500
"""Chats in all of which the citizen may be there."""
OPEN_FOR: Final = timedelta(minutes=30)
"""So long after the last sign of its page a chat counts among them."""
