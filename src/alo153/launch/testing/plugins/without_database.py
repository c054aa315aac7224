"""A pytest plugin: tests that need a database are left out."""

from __future__ import annotations

import pytest

_DATABASE = {"db", "transactional_db", "django_db_setup"}


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Keep tests that need none."""
    out = [each for each in items if _needs_database(each)]
    config.hook.pytest_deselected(items=out)
    items[:] = [each for each in items if each not in out]


def _needs_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return item.get_closest_marker("django_db") is not None or not names.isdisjoint(_DATABASE)
