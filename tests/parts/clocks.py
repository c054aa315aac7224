"""The clock that pages read, for tests whose pages tell how long ago something of the cast was."""

from datetime import datetime, timedelta
from types import SimpleNamespace

import pytest
from tests import cast

from alo153.core import clock


@pytest.fixture
def day_of_the_cast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be an hour after `cast.AT`, and go on: terms end, and lists leave old things out.

    By whatever name somebody has `clock.now`, they read the same clock.
    """
    ago = clock.now() - cast.AT - timedelta(hours=1)
    moved = SimpleNamespace(now=lambda zone: datetime.now(zone) - ago)
    monkeypatch.setattr(clock, "datetime", moved)
