"""A pytest plugin: what takes longest begins first, so that no worker ends late."""

from __future__ import annotations

import pytest

from alo153.launch.testing import plan


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(items: list[pytest.Item]) -> None:
    """Put what may take longest first; the rest keeps its order."""
    items.sort(key=lambda item: not item.nodeid.startswith(plan.FIRST))
