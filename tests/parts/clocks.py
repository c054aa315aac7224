"""The clock that pages read, for tests whose pages tell how long ago something of the cast was."""

from datetime import timedelta

import pytest
from tests import cast

from alo153.core import clock


@pytest.fixture
def day_of_the_cast(monkeypatch: pytest.MonkeyPatch) -> None:
    """Let it be an hour after `cast.AT`, and go on: links end, and lists leave old things out."""
    read, began = clock.now, clock.now()
    monkeypatch.setattr(clock, "now", lambda: cast.AT + timedelta(hours=1) + (read() - began))
