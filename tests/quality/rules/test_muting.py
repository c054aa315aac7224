"""A span that is marked is silent in the copy, with a margin, on both sides."""

import numpy as np
from hypothesis import given
from hypothesis import strategies as st

from alo153.quality.rules.muting import MARGIN_SECONDS, Sound, muted

RATE = 100


def loud(seconds: int) -> Sound:
    return np.ones((seconds * RATE, 2), np.int16)


def test_the_span_is_silent_and_the_rest_is_not() -> None:
    copy = muted(loud(10), RATE, [(4.0, 5.0)])
    margin = round(MARGIN_SECONDS * RATE)
    assert not copy[400 - margin : 500 + margin].any()
    assert copy[: 400 - margin].all()
    assert copy[500 + margin :].all()


def test_spans_are_of_the_recording_and_not_of_the_part() -> None:
    copy = muted(loud(3), RATE, [(64.0, 65.0)], begin=63.0)
    assert not copy[100:200].any()
    assert copy[:80].all()


def test_the_recording_itself_stays_as_it_is() -> None:
    sound = loud(2)
    muted(sound, RATE, [(0.0, 2.0)])
    assert sound.all()


@given(st.lists(st.tuples(st.floats(-5, 15), st.floats(-5, 15)), max_size=4))
def test_no_span_reaches_beyond_the_part(spans: list[tuple[float, float]]) -> None:
    assert muted(loud(3), RATE, spans).shape == (300, 2)
