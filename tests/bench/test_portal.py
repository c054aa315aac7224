"""What is read from a report of Lighthouse."""

import pytest

from bench.center import BenchError
from bench.portal.lighthouse import CATEGORIES, read


def report(**scores: float | None) -> dict[str, object]:
    refs = [{"id": "fast", "weight": 1}, {"id": "hint", "weight": 0}]
    return {
        "categories": {
            name: {"score": scores.get(name, 1), "auditRefs": refs if name == "performance" else []}
            for name in CATEGORIES
        },
        "audits": {
            "fast": {"id": "fast", "score": 0.5, "displayValue": "3.1 s"},
            "hint": {"id": "hint", "score": 0},
            "total-byte-weight": {"numericValue": 149_400},
        },
    }


def test_a_score_says_what_it_lost_by() -> None:
    found = read(report(performance=0.94))
    assert found.points == {"performance": 94, "accessibility": 100, "best-practices": 100}
    assert found.kilobytes == 149
    assert found.lost == ("fast 3.1 s",)


def test_a_page_that_was_not_scored_is_no_zero() -> None:
    with pytest.raises(BenchError):
        read(report(performance=None))
