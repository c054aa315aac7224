"""Temporary failures are tried again ever later, and no longer than the words are worth."""

from datetime import timedelta
from itertools import count, takewhile

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.contacts.purposes import A_NIGHT, A_TALK, HOURS
from alo153.contacts.retrying import SPREAD, WAITS, wait_after

WORTH = st.timedeltas(timedelta(), timedelta(days=2))
SHARE = st.floats(0, 1)


def waits(worth: timedelta, share: float = 0) -> list[timedelta]:
    every = (wait_after(tries, worth=worth, share=share) for tries in count(1))
    return [wait for wait in takewhile(lambda wait: wait is not None, every) if wait]


@pytest.mark.parametrize(("worth", "tries"), [(A_TALK, 2), (HOURS, 4), (A_NIGHT, 5)])
def test_what_nobody_waits_for_is_tried_longest(worth: timedelta, tries: int) -> None:
    assert 1 + len(waits(worth)) == tries


@given(WORTH, SHARE)
def test_each_wait_is_longer_and_together_they_are_worth_it(worth: timedelta, share: float) -> None:
    found = waits(worth, share)
    assert found == sorted(set(found))
    assert sum(found, timedelta()) <= worth * (1 + SPREAD)


@given(st.lists(SHARE, min_size=2, unique_by=lambda share: round(share, 3)))
def test_messages_that_failed_together_come_back_apart(shares: list[float]) -> None:
    assert len({wait_after(2, worth=A_NIGHT, share=share) for share in shares}) == len(shares)


def test_after_the_last_wait_it_is_over_whatever_it_is_worth() -> None:
    assert wait_after(len(WAITS) + 1, worth=timedelta.max, share=0) is None
