"""Workers are forked here from a warm process, or start beside one."""

from collections.abc import Iterator

import pytest
from pytest_django import DjangoDbBlocker
from tests.parts.postgresql.own_server import Postgresql, own_server


@pytest.fixture(autouse=True)
def warm(warm_process: int) -> None:
    """Count its start once, for all, and not for the first test."""


@pytest.fixture
def postgresql(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[Postgresql]:
    """Run a PostgreSQL for one test alone, which may be killed."""
    with own_server(django_db_blocker) as ours, django_db_blocker.unblock():
        yield ours
