"""What a process remembers of chats is forgotten between tests."""

import pytest

from alo153.contacts.conversations.chat import typing


@pytest.fixture(autouse=True)
def nothing_told() -> None:
    """Forget who has just typed: the next test has its own clock, and the same keys."""
    typing._told.clear()
