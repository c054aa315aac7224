"""`./alo153 bench`: measure the switchboard under load, or a million cases, from a checkout."""

from __future__ import annotations

import importlib
import sys

from alo153.launch import paths
from alo153.launch.steps import fail


def main(words: list[str]) -> int:
    """Hand over to the folder `bench/`, which is no part of the wheel."""
    if not (paths.PROJECT / "bench/command.py").is_file():
        return fail("the benches lie in bench/ of a checkout of alo153; an installed one has none")
    sys.path.insert(0, str(paths.PROJECT))
    return int(importlib.import_module("bench.command").main(words))
