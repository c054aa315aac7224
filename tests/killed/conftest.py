"""Every test here begins and ends without jobs."""

from collections.abc import Iterator

import pytest
from tests.killed.workers import forget_jobs


@pytest.fixture(autouse=True)
def empty_queue(warm_process: int) -> Iterator[None]:
    """Jobs are not Django's tables; clear them around each test."""
    forget_jobs()
    yield
    forget_jobs()
