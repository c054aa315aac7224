"""`./alo153 bench forecast`: a file or a generated series, each day forecast from long before."""

from datetime import date
from pathlib import Path

import numpy as np
import pytest

from alo153.workforce.forecast.history import History
from bench.forecast import command, generated, measuring


def test_the_generated_series_brings_2500_calls_a_day() -> None:
    history = generated.series(days=730)
    assert history.counts.sum() / 730 == pytest.approx(2500, rel=0.01)
    assert (history.counts == generated.series(days=730).counts).all()


def test_more_calls_are_thinned_by_chance_and_holes_stay() -> None:
    counts = np.full((30, 24), 400.0)
    counts[3, 4] = np.nan
    found = measuring.scaled(History(date(2026, 1, 1), counts), 2500)
    assert np.isnan(found.counts[3, 4])
    assert np.nansum(found.counts) == pytest.approx(30 * 2500, rel=0.01)
    # As random as calls are: thinned counts vary as Poisson's would, or a little less
    assert 0.5 < np.nanvar(found.counts) / np.nanmean(found.counts) < 1.2


def test_fewer_calls_are_multiplied() -> None:
    found = measuring.scaled(History(date(2026, 1, 1), np.full((30, 24), 50.0)), 2500)
    assert found.counts.sum() == pytest.approx(30 * 2500)


def test_a_file_is_measured(
    tmp_path: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(measuring, "HOLD_OUT", 56)
    path = tmp_path / "calls.csv"
    history = generated.series(days=3 * 365)
    rows = (
        f"{day}T{hour:02}:00,{int(count)}"
        for day, counts in zip(history.days, history.counts, strict=True)
        for hour, count in enumerate(counts)
    )
    path.write_text("hour,calls\n" + "\n".join(rows))
    assert command.main(["--csv", str(path), "--ahead", "7"]) == 0
    line = capsys.readouterr().out.splitlines()[-1].split()
    assert line[0] == "7"
    assert 7 < float(line[1]) < 11


def test_a_short_or_broken_file_is_refused(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    path = tmp_path / "calls.csv"
    path.write_text("hour,calls\n2026-01-01T00:00,3\n")
    assert command.main(["--csv", str(path)]) == 1
    assert "three years" in capsys.readouterr().err
    path.write_text("hour,calls\nyesterday,3\n")
    assert command.main(["--csv", str(path)]) == 1
    assert "line 2" in capsys.readouterr().err
