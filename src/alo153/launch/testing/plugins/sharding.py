"""A pytest plugin: `--shard K/N` runs one of N parts of the tests, which together are all."""

from __future__ import annotations

import pytest

from alo153.launch.testing import shards
from alo153.launch.testing.shards import Shard


def pytest_addoption(parser: pytest.Parser) -> None:
    """Add `--shard`."""
    parser.addoption("--shard", metavar="K/N", help="run the K-th of N parts")


def pytest_configure(config: pytest.Config) -> None:
    """Refuse what is no shard."""
    try:
        _shard(config)
    except ValueError as reason:
        raise pytest.UsageError(f"--shard: {reason}") from reason


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out, and count as deselected, what is in other shards."""
    shard = _shard(config)
    others = [item for item in items if shard and not shard.has(item.nodeid)]
    if shard and others:
        config.hook.pytest_deselected(items=others)
        items[:] = [item for item in items if shard.has(item.nodeid)]


def _shard(config: pytest.Config) -> Shard | None:
    words = config.getoption("--shard")
    return shards.read(words) if words else None
