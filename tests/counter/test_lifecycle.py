"""What may happen to a ticket: every step from every state, and any sequence of them."""

from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.counter.lifecycle import AT_HAND, OPEN, NotNow, State, Step, after

MAY = {
    State.WAITING: {Step.CALL, Step.LAPSE},
    State.CALLED: {
        *(Step.CALL_AGAIN, Step.BEGIN, Step.MISS),
        *(Step.TRANSFER, Step.PUT_BACK, Step.LAPSE),
    },
    State.SERVING: {Step.TRANSFER, Step.PUT_BACK, Step.FINISH, Step.LAPSE},
}


@pytest.mark.parametrize(("state", "step"), list(product(State, Step)))
def test_each_step_is_taken_where_it_may_be_and_refused_elsewhere(state: State, step: Step) -> None:
    if step in MAY.get(state, set()):
        assert (after(state, step) in OPEN) is (step not in {Step.FINISH, Step.MISS, Step.LAPSE})
    else:
        with pytest.raises(NotNow):
            after(state, step)


@given(st.lists(st.sampled_from(list(Step))))
def test_what_is_over_stays_over_and_nobody_is_served_who_was_not_called(steps: list[Step]) -> None:
    state, called = State.WAITING, False
    for step in steps:
        before = state
        try:
            state = after(state, step)
        except NotNow:
            continue
        assert before in OPEN
        called = step is Step.CALL or (called and step not in {Step.TRANSFER, Step.PUT_BACK})
        assert state not in AT_HAND or called
        assert state is not State.SERVED or before is State.SERVING
