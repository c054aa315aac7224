"""A PostgreSQL for the tests of this process, started when the first test asks for one."""

import os
import secrets
from collections.abc import Iterator
from contextlib import ExitStack
from types import SimpleNamespace
from unittest.mock import patch

import pytest
from django.db import connections
from django.test import TransactionTestCase
from pytest_django import DjangoDbBlocker
from tests import cast
from tests.parts.postgresql import clusters, pristine
from tests.parts.postgresql.pool import borrowed_by_others
from tests.parts.waiting import until

from alo153.city.actions import load_city
from alo153.city.models import City
from alo153.config.providers import database
from alo153.core import ttl_cache
from alo153.core.actor import SYSTEM
from alo153.core.ttl_cache import forget_cached
from alo153.launch import paths

_COUNTING = {"django_assert_num_queries", "django_assert_max_num_queries"}


@pytest.fixture(scope="session")
def named_database() -> bool:
    """Say whether `DATABASE_URL` names a server, which makes its test database as Django does."""
    return bool(os.environ.get("DATABASE_URL"))


@pytest.fixture(scope="session")
def database_url(
    named_database: bool, django_test_environment: None, django_db_blocker: DjangoDbBlocker
) -> Iterator[str]:
    """Return the server that is named, or run one for this test process alone."""
    if named_database:
        yield os.environ["DATABASE_URL"]
        return
    home = paths.var() / "test" / f"postgres-{os.getpid()}-{secrets.token_hex(2)}"
    with ExitStack() as stack:
        with django_db_blocker.unblock():
            server = stack.enter_context(clusters.running(home))
        os.environ["DATABASE_URL"] = server.owner_url  # for processes that a test starts
        stack.callback(os.environ.pop, "DATABASE_URL")
        yield server.owner_url


@pytest.fixture(scope="session")
def django_db_modify_db_settings(
    django_db_modify_db_settings_parallel_suffix: None, database_url: str
) -> None:
    """Point Django at the server before the test database is made, or found, in it."""
    test_name = connections["default"].settings_dict["TEST"]
    connections["default"].settings_dict.update(database.from_url(database_url, pool=True))
    connections["default"].settings_dict["TEST"] = test_name


@pytest.fixture(scope="session")
def django_db_setup(
    request: pytest.FixtureRequest,
    named_database: bool,
    django_db_modify_db_settings: None,
    django_db_blocker: DjangoDbBlocker,
) -> Iterator[None]:
    """Have Kocaeli loaded: a test rolls back to it, and one that commits is taken back to it."""
    settings = connections["default"].settings_dict
    if named_database:
        request.getfixturevalue("django_db_setup")  # pytest-django's own
        with django_db_blocker.unblock():
            cast.city()
            cast.enroll_everybody()
            pristine.keep(os.environ["DATABASE_URL"], settings["NAME"])
    else:
        settings["NAME"] = clusters.DATABASE
    with patch.object(TransactionTestCase, "_fixture_teardown", lambda _: pristine.restore()):
        yield
    if not named_database:
        with django_db_blocker.unblock():
            connections["default"].close()
            connections["default"].close_pool()


@pytest.fixture(autouse=True)
def nothing_kept(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> None:
    """Begin without the rows that the test before had read: they may have been rolled back.

    Whoever counts queries keeps them to its end: on a busy machine some seconds are over soon.
    """
    forget_cached()
    if not _COUNTING.isdisjoint(request.fixturenames):
        monkeypatch.setattr(ttl_cache, "time", SimpleNamespace(monotonic=lambda: 0.0))


@pytest.fixture(autouse=True)
def nothing_borrowed() -> Iterator[None]:
    """Let no test keep a connection: when all are gone, one that comes later waits in vain."""
    before = borrowed_by_others()
    yield
    until(lambda: borrowed_by_others() <= before, what="a thread kept its connection")


@pytest.fixture
def harborview(empty_database: None) -> City:
    """Have the second city loaded instead of Kocaeli, in another country and far to the west."""
    forget_cached()
    return load_city(pack=cast.pack("harborview"), by=SYSTEM, at=cast.AT)


@pytest.fixture
def empty_database(db: None) -> None:
    """Begin with no row at all; Kocaeli is back after the test."""
    pristine.clear()
