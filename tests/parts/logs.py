"""A test leaves the log as it found it: another one listens to it afterwards."""

import logging
from collections.abc import Iterator

import pytest

_ASKED = ("", "django", "django.request", "alo153")


def heard() -> dict[str, tuple[bool, bool]]:
    """Say of each logger whether a warning is let through, and goes on to the root."""
    loggers = {name: logging.getLogger(name) for name in _ASKED}
    return {
        name: (each.isEnabledFor(logging.WARNING) and not each.disabled, each.propagate)
        for name, each in loggers.items()
    }


@pytest.fixture(autouse=True)
def log_is_left_as_it_was() -> Iterator[None]:
    """Name the test that silenced a logger for those behind it."""
    before = heard()
    assert all(on and goes_on for on, goes_on in before.values()), before
    yield
    assert heard() == before
