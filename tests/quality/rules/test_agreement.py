"""Agreement of evaluators, held against the data that Krippendorff published."""

import numpy as np
import pytest

from alo153.quality.rules import agreement
from alo153.quality.rules.agreement import SEED, alpha, interval
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


@pytest.mark.parametrize("scale", [Scale.YES_NO, Scale.ONE_TO_FIVE])
def test_its_interval_is_that_of_contacts_drawn_again(
    scale: Scale, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Held against alpha of each sample, one after the other; the twelfth unit has one rating."""
    monkeypatch.setattr(agreement, "SAMPLES", 200)
    drawn = np.random.default_rng(SEED).multinomial(11, [1 / 11] * 11, size=200)
    found = [alpha(again(times), scale) for times in drawn]
    low, high = np.percentile([each for each in found if each is not None], [2.5, 97.5])
    assert interval(OBSERVERS, scale) == pytest.approx((low, high))


def again(times: list[int]) -> list[dict[int, int]]:
    """Return the ratings with each unit so many times."""
    units = [unit for unit, count in enumerate(times) for _ in range(count)]
    return [
        {place: who[unit] for place, unit in enumerate(units) if unit in who} for who in OBSERVERS
    ]


def test_few_contacts_and_whole_agreement_have_no_interval() -> None:
    assert interval(ratings("1010", "1011"), Scale.YES_NO) is None
    assert interval(ratings("10101", "10110"), Scale.YES_NO) is not None
    assert interval(ratings("10101", "10101"), Scale.YES_NO) is None
    assert interval([], Scale.YES_NO) is None
