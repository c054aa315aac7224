"""Workers are forked here from a warm process, or start beside one."""

import pytest


@pytest.fixture(autouse=True)
def warm(warm_process: int) -> None:
    """Count its start once, for all, and not for the first test."""
