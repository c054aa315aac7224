"""The share of a process that runs tests."""

from collections.abc import Iterator
from unittest.mock import patch

import pytest

from alo153.core.processes import process_priority


@pytest.fixture(scope="session", autouse=True)
def _same_share() -> Iterator[None]:
    """Let commands compute here without making every later test of this process the last in line.

    Programs that a test starts still lower their own.
    """
    with (
        patch.object(process_priority, "_leave_the_session"),
        patch.object(process_priority, "_threads", list),
    ):
        yield
