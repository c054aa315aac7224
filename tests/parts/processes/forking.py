"""Whether the programs of a test are forked from a warm process or start cold."""

import pytest
from tests.parts.processes import programs


@pytest.fixture(scope="session")
def warm_process() -> int:
    """Start the process that forks programs, and return its number."""
    return programs.warm_process()


@pytest.fixture
def cold(request: pytest.FixtureRequest) -> bool:
    """Say whether programs start as processes of their own: in tests marked with `cold`."""
    if request.node.get_closest_marker("cold"):
        return True
    request.getfixturevalue("warm_process")
    return False
