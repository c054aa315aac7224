"""The draw can be repeated by anybody, each contact of an agent has the same chance."""

from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.quality.rules.sampling import Candidate, chance, draw, is_scored_twice

AGENTS, QUEUES, CHANNELS = range(1, 5), ("genel", "ulasim"), ("phone", "chat")
candidates = st.lists(
    st.builds(
        Candidate,
        key=st.integers(1, 10_000),
        stratum=st.sampled_from(AGENTS),
        channel=st.sampled_from(CHANNELS),
        queue=st.sampled_from(QUEUES),
        hour=st.integers(0, 23),
    ),
    unique_by=lambda each: each.key,
    max_size=60,
)


@given(candidates, st.integers(0, 6), st.randoms())
def test_the_draw_follows_from_the_seed_and_not_from_the_order(
    rows: list[Candidate], each: int, mixed: object
) -> None:
    once = draw(rows, each=each, seed="2026-11-24")
    mixed.shuffle(rows)  # type: ignore[attr-defined]
    assert draw(rows, each=each, seed="2026-11-24") == once


@given(candidates, st.integers(0, 6))
def test_each_agent_gives_as_many_as_asked_and_no_contact_twice(
    rows: list[Candidate], each: int
) -> None:
    drawn = draw(rows, each=each, seed="x")
    assert len({one.key for one in drawn}) == len(drawn)
    had = Counter(row.stratum for row in rows)
    assert Counter(one.stratum for one in drawn) == Counter(
        {agent: min(each, count) for agent, count in had.items() if each}
    )
    assert all(
        (one.of, one.drawn) == (had[one.stratum], min(each, had[one.stratum])) for one in drawn
    )


@pytest.mark.parametrize(
    "most_and_rest",
    [
        ({"channel": "phone"}, {"channel": "chat"}),
        ({"queue": "genel"}, {"queue": "ulasim"}),
        ({"hour": 9}, {"hour": 3}),
    ],
    ids=["channel", "queue", "hour"],
)
def test_each_channel_queue_and_hour_gets_its_share(
    most_and_rest: tuple[dict[str, Any], dict[str, Any]],
) -> None:
    most, rest = most_and_rest
    same = {"channel": "phone", "queue": "genel", "hour": 9}
    # Four of five, in no order of their keys
    rows = [
        Candidate(key, 1, **same | (rest if chance("mixed", key) < 0.2 else most))
        for key in range(1000)
    ]
    rare = {
        each.key
        for each in rows
        if (each.channel, each.queue, each.hour) == tuple((same | rest).values())
    }
    expected = 100 * len(rare) / len(rows)
    for seed in map(str, range(50)):
        drawn = {each.key for each in draw(rows, each=100, seed=seed)}
        assert abs(len(drawn & rare) - expected) <= 1


def test_every_contact_has_the_same_chance() -> None:
    rows = [Candidate(key, 1, "phone", "genel", key % 24) for key in range(20)]
    times = Counter(each.key for seed in range(4000) for each in draw(rows, each=3, seed=str(seed)))
    # 4,000 draws of 3 in 20: 600 each; 5 deviations of about 23
    assert all(abs(times[row.key] - 600) < 115 for row in rows)


def test_a_tenth_is_scored_twice() -> None:
    share = sum(is_scored_twice(key, seed="x", share=0.1) for key in range(10_000)) / 10_000
    assert 0.085 < share < 0.115


def test_chance_is_spread_evenly() -> None:
    assert 0.48 < sum(chance("x", key) for key in range(10_000)) / 10_000 < 0.52
