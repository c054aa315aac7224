"""`./alo153 bench staffing`: a line for each load; far off with few calls, so it says 1 or 0."""

import pytest

from bench.staffing import command


def test_it_prints_both_side_by_side(
    capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(command, "LOADS", [(30, 210)])
    monkeypatch.setattr(command, "NEAR", 5.0)
    assert command.main(["--calls", "5000"]) == 0
    assert capsys.readouterr().out.splitlines()[-1].split()[:4] == ["30", "210", "3", "80.19"]
