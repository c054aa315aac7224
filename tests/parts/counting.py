"""Queries are counted while nothing runs out that a process keeps at hand for five seconds.

On a busy machine they pass between two pages of a test, and the second would read the city again.
"""

from types import SimpleNamespace

import pytest
from pytest_django import DjangoAssertNumQueries

from alo153.core import ttl_cache


@pytest.fixture
def django_assert_num_queries(
    django_assert_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> DjangoAssertNumQueries:
    monkeypatch.setattr(ttl_cache, "time", SimpleNamespace(monotonic=lambda: 0.0))
    return django_assert_num_queries


@pytest.fixture
def django_assert_max_num_queries(
    django_assert_max_num_queries: DjangoAssertNumQueries, monkeypatch: pytest.MonkeyPatch
) -> DjangoAssertNumQueries:
    monkeypatch.setattr(ttl_cache, "time", SimpleNamespace(monotonic=lambda: 0.0))
    return django_assert_max_num_queries
