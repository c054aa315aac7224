"""A pytest plugin: catalogs are compiled before Django reads them, which it does once.

`pyproject.toml` names it, for people who start pytest by hand.
"""

from __future__ import annotations

from collections.abc import Generator

import pytest

from alo153.launch import catalogs


@pytest.hookimpl(wrapper=True)
def pytest_load_initial_conftests() -> Generator[None, object, object]:
    """Compile what changed; as a wrapper, before any plugin sets Django up."""
    catalogs.compile_changed()
    return (yield)
