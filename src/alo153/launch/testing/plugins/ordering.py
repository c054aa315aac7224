"""A pytest plugin: what may cost most begins first, so that no worker ends long after the others.

What a test may cost stands in the file of exceptions (`--budgets`); the rest keeps its order.
"""

from __future__ import annotations

import math
from pathlib import Path

import pytest

from alo153.launch.testing import costs


@pytest.hookimpl(trylast=True)
def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Put what may take longest first."""
    exceptions = config.getoption("--budgets")
    if exceptions:
        known = costs.read(Path(exceptions))
        items.sort(key=lambda item: _longest(costs.limit(item.nodeid, known)), reverse=True)


def _longest(limit: costs.Limit) -> float:
    return limit.cpu + (0 if limit.waiting == math.inf else limit.waiting)
