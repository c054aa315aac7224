"""A history from a CSV: holes and doubled hours are told, nonsense is refused with its line."""

from datetime import date

import numpy as np
import pytest

from alo153.workforce.forecast.history import HistoryError, read_csv

HEAD = "hour,calls"


def test_counts_stand_at_their_day_and_hour() -> None:
    history = read_csv([HEAD, "2026-01-01 00:00,3", "2026-01-02T23:00,5"], intervals=24)
    assert history.first == date(2026, 1, 1)
    assert history.counts.shape == (2, 24)
    assert (history.counts[0, 0], history.counts[1, 23]) == (3, 5)


def test_a_missing_hour_is_unknown_and_told() -> None:
    history = read_csv([HEAD, "2026-01-01 00:00,3", "2026-01-01 02:00,5"], intervals=24)
    assert np.isnan(history.counts[0, 1])
    assert history.remarks == ("22 intervals are missing",)


def test_a_doubled_hour_counts_once() -> None:
    hours = [f"2026-01-01 {hour:02}:00,{hour}" for hour in range(24)]
    history = read_csv([HEAD, *hours, "2026-01-01 05:00,9"], intervals=24)
    assert history.counts[0, 5] == 9
    assert history.remarks == ("1 intervals came twice",)


@pytest.mark.parametrize(
    "line",
    [
        "yesterday,3",
        "2026-01-01 00:00,-1",
        "2026-01-01",
        "2026-01-01 00:00,nan",
        pytest.param('"' + "1" * 140_000, id="no end of a quotation"),
    ],
)
def test_nonsense_is_refused_with_its_line(line: str) -> None:
    with pytest.raises(HistoryError, match="line 2"):
        read_csv([HEAD, line])


def test_an_empty_file_is_no_history() -> None:
    with pytest.raises(HistoryError):
        read_csv([HEAD])
