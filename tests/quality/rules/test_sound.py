"""Who speaks when, from two sides of which each sound is known."""

import numpy as np
import pytest
from numpy.typing import NDArray

from alo153.quality.rules.sound import Measures, cut, measure, sides

RATE = 8_000
type Spans = list[tuple[float, float]]


def side(seconds: float, *speaks: tuple[float, float], level: float = 0.2) -> NDArray[np.float32]:
    """Return a tone in some spans over faint noise."""
    time = np.arange(int(seconds * RATE)) / RATE
    sound = np.random.default_rng(153).normal(0, 0.0005, time.size)
    for begin, end in speaks:
        there = (time >= begin) & (time < end)
        sound[there] += level * np.sin(2 * np.pi * 440 * time[there])
    return sound.astype(np.float32)


def measured(citizen: NDArray[np.float32], agent: NDArray[np.float32]) -> Measures:
    both = np.stack([citizen, agent], axis=1)
    # Read in blocks of whole frames, as a long recording is
    return measure(*sides([both[: 4 * RATE], both[4 * RATE :]], RATE))


def test_silence_overlap_and_shares_are_as_they_were_put_in() -> None:
    found = measured(side(20, (0, 4), (8, 10)), side(20, (5, 9), (16, 20)))
    assert found.seconds == pytest.approx(20)
    # Nobody: 4 to 5 and 10 to 16
    assert found.silence == pytest.approx(7 / 20, abs=0.01)
    assert found.longest_silence == pytest.approx(6, abs=0.05)
    # Both: 8 to 9
    assert found.overlap == pytest.approx(1 / 20, abs=0.01)
    assert found.agent_share == pytest.approx(8 / 14, abs=0.01)


def test_silences_of_ten_seconds_are_kept_with_their_place() -> None:
    found = measured(side(60, (0, 4), (20, 24), (40, 44)), side(60, (4, 5), (31, 33)))
    # 5 to 20 and 44 to 60; 24 to 31 and 33 to 40 are short
    assert [pytest.approx(span, abs=0.2) for span in ((5, 20), (44, 60))] == list(found.silences)


def test_parts_in_which_both_speak_for_a_second_are_kept_with_their_place() -> None:
    found = measured(side(60, (0, 10), (20, 30)), side(60, (8, 12), (22, 22.6), (28, 40)))
    # 22 to 22.6 is a word into the other's sentence
    assert [pytest.approx(span, abs=0.2) for span in ((8, 10), (28, 30))] == list(found.overlaps)


def test_of_many_silences_the_longest_are_kept() -> None:
    long = 15.0
    talk = side(70 * 11 + long, *((at, at + 0.9) for at in np.arange(0, 70 * 11, 11.0)))
    found = measured(talk, side(70 * 11 + long))
    assert len(found.silences) == 60
    assert list(found.silences) == sorted(found.silences)
    assert found.silences[-1][1] - found.silences[-1][0] > long


def test_what_was_not_recorded_is_no_silence() -> None:
    assert cut([(0, 60)], [(10, 40)]) == [(0, 10), (40, 60)]
    assert cut([(0, 60), (70, 85)], [(5, 52), (90, 95)]) == [(70, 85)]
    assert cut([(10, 30)], [(5, 40)]) == []


def test_the_pause_before_an_answer_is_the_middle_of_all() -> None:
    found = measured(side(30, (0, 2), (6, 8), (14, 16)), side(30, (3, 5), (10, 12), (17.5, 20)))
    # 1, 2 and 1.5 seconds
    assert found.answer_seconds == pytest.approx(1.5, abs=0.05)


def test_a_silence_of_more_than_ten_seconds_is_no_pause_before_an_answer() -> None:
    assert measured(side(30, (0, 2)), side(30, (15, 20))).answer_seconds is None


def test_a_breath_between_words_is_speech() -> None:
    words = [(start, start + 0.35) for start in np.arange(0, 4, 0.5)]
    found = measured(side(4, *words), side(4))
    assert found.silence < 0.06


def test_levels_and_clipping() -> None:
    found = measured(side(4, (0, 4), level=0.5), side(4, (0, 2), level=1.4))
    # A sine of half the range: 0.5 / sqrt(2) of it
    assert found.citizen_level == pytest.approx(-9.03, abs=0.1)
    assert found.clipped > 0.1


def test_a_talk_in_which_nobody_speaks() -> None:
    found = measured(side(3), side(3))
    assert (found.silence, found.agent_share, found.citizen_level) == (1.0, None, None)


def test_nothing_recorded_is_nothing_measured() -> None:
    assert measure(*sides([], RATE)).seconds == 0
