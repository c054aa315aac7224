"""Work is dealt evenly, and nobody evaluates their own contact."""

from collections import Counter

from hypothesis import given
from hypothesis import strategies as st

from alo153.quality.rules.dealing import Work, deal

PEOPLE = (1, 2, 3, 4)
works = st.lists(
    st.builds(
        Work,
        key=st.integers(1, 999),
        agent=st.sampled_from(PEOPLE),
        taken_by=st.frozensets(st.sampled_from(PEOPLE), max_size=2),
    ),
    unique_by=lambda each: each.key,
    max_size=40,
)


@given(works)
def test_nobody_evaluates_their_own_nor_the_same_twice(rows: list[Work]) -> None:
    dealt = deal(rows, evaluators=PEOPLE, loads={}, seed="x")
    for work in rows:
        assert dealt[work.key] not in {work.agent, *work.taken_by}


def test_work_is_even() -> None:
    rows = [Work(key, agent=9) for key in range(40)]
    dealt = deal(rows, evaluators=PEOPLE, loads={1: 10}, seed="x")
    held = Counter(dealt.values()) + Counter({1: 10})
    assert max(held.values()) - min(held.values()) <= 1


def test_where_nobody_may_it_stays_with_nobody() -> None:
    assert deal([Work(1, agent=1)], evaluators=[1], loads={}, seed="x") == {1: None}


def test_who_is_not_free_to_judge_an_agent_gets_the_work_only_if_nobody_else_may() -> None:
    work = Work(1, agent=9, taken_by=[2], apart=[1])
    assert deal([work], evaluators=[1, 2, 3], loads={3: 50}, seed="x") == {1: 3}
    assert deal([work], evaluators=[1, 2], loads={}, seed="x") == {1: 1}
