"""`./alo153 bench staffing`: a line for each load; far off with few calls, so the limit is wide."""

import pytest

from bench import staffing
from bench.center import BenchError


def test_it_prints_both_side_by_side(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(staffing, "LOADS", [(30, 210)])
    monkeypatch.setattr(staffing, "NEAR", 5.0)
    *_, line = staffing.run(None, calls=5000)
    assert line.split()[:4] == ["30", "210", "3", "80.19"]
    monkeypatch.setattr(staffing, "NEAR", -1.0)
    with pytest.raises(BenchError, match="points apart"):
        list(staffing.run(None, calls=500))
