"""The options of each bench are the numbers that it takes, in its own order."""

from importlib import import_module
from inspect import signature

import pytest

from bench.frame import BENCHES, Bench


@pytest.mark.parametrize("bench", BENCHES.values(), ids=BENCHES)
def test_the_options_of_a_bench_are_what_it_takes(bench: Bench) -> None:
    _place, *numbers = signature(import_module(bench.module).run).parameters
    assert numbers == list(bench.numbers)
