"""A Chromium in which the stories of telephones play."""

from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.telephony.programs.browsers import Scenes, playing


@pytest.fixture(scope="session")
def scenes(chromium_program: Path) -> Iterator[Scenes]:
    """Run a Chromium for all of them."""
    with playing(chromium_program) as scenes:
        yield scenes
