"""The table of states and verbs: what may follow what."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.cases.rules.lifecycle import TRANSITIONS, NotPossible, State, after, possible
from alo153.cases.rules.verbs import Verb

states = st.sampled_from(list(State))
verbs = st.sampled_from(list(TRANSITIONS))


def walk(verbs_done: list[Verb]) -> list[State]:
    """Let the verbs act from the start, those that cannot are skipped; return every state."""
    path = [State.AT_CENTER]
    for verb in verbs_done:
        if verb in possible(path[-1]):
            path.append(after(path[-1], verb))
    return path


@given(st.lists(verbs, max_size=40))
def test_nothing_but_an_objection_or_a_passed_plan_follows_a_closed_case(done: list[Verb]) -> None:
    opening = {Verb.OBJECT, Verb.RESUME_PLAN}
    path = walk([verb for verb in done if verb not in opening])
    assert State.CLOSED not in path[:-1]
    assert possible(State.CLOSED) == opening


@given(st.lists(verbs, max_size=40))
def test_a_case_closes_only_after_an_answer_was_approved_or_it_was_withdrawn(
    done: list[Verb],
) -> None:
    # With the answer of another case it closes without one of its own being written
    own = [verb for verb in done if verb not in {Verb.WITHDRAW, Verb.ANSWER_ALONG}]
    path = walk(own)
    if path[-1] is State.CLOSED:
        assert path[-2] is State.RELAYING
        assert State.ANSWERED in path


@given(states, verbs)
def test_a_verb_acts_exactly_where_the_table_says(state: State, verb: Verb) -> None:
    if verb in possible(state):
        assert after(state, verb) is TRANSITIONS[verb][1]
    else:
        with pytest.raises(NotPossible) as refused:
            after(state, verb)
        assert (refused.value.state, refused.value.verb) == (state, verb)


def test_from_every_state_a_case_can_still_close() -> None:
    for start in State:
        reached = {start}
        while True:
            more = {after(state, verb) for state in reached for verb in possible(state)}
            if more <= reached:
                break
            reached |= more
        assert State.CLOSED in reached
