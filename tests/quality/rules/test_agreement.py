"""Agreement of evaluators, held against the data that Krippendorff published."""

import pytest

from alo153.quality.rules.agreement import alpha
from alo153.quality.rules.scorecards import Scale

# Krippendorff, "Computing Krippendorff's Alpha-Reliability" (2011), part C: four observers, twelve
# units; a dot is a missing value


def ratings(*lines: str) -> list[dict[int, int]]:
    return [{unit: int(mark) for unit, mark in enumerate(line) if mark != "."} for line in lines]


OBSERVERS = ratings("123321412...", "1233224125.3", ".3332342251.", "12332441251.")


def test_nominal_and_ordinal_as_they_were_published() -> None:
    assert alpha(OBSERVERS, Scale.YES_NO) == pytest.approx(0.743, abs=0.001)
    assert alpha(OBSERVERS, Scale.ONE_TO_FIVE) == pytest.approx(0.815, abs=0.001)


def test_whole_agreement_is_one() -> None:
    assert alpha(ratings("1010", "1010"), Scale.YES_NO) == pytest.approx(1)


def test_without_two_ratings_of_one_contact_it_is_not_defined() -> None:
    assert alpha(ratings("10..", "..10"), Scale.YES_NO) is None
    assert alpha([], Scale.YES_NO) is None


def test_where_all_are_the_same_it_is_not_defined() -> None:
    assert alpha(ratings("111", "111"), Scale.YES_NO) is None
