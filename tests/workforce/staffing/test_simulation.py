"""A day of calls, played: it agrees with Erlang A, and shows what formulas cannot."""

from collections.abc import Iterator, Sequence
from heapq import heapreplace

import numpy as np
import pytest

from alo153.workforce.staffing.erlang import Goal, Load, erlang_a
from alo153.workforce.staffing.simulation import Stream, Tally, Team, arrivals, simulate

TURKISH, ENGLISH = "turkish", "english"
GOAL = Goal(0.8, 20)


def line(
    came: Sequence[float], talk: Sequence[float], patience: Sequence[float], agents: int
) -> Iterator[float]:
    """Yield how long each caller of one line waits; -1 for those who give up.

    Who came first is answered first, by the agent who is free first: Kiefer and Wolfowitz 1955.
    """
    free = [0.0] * agents
    for at, talks, waits in zip(came, talk, patience, strict=True):
        begin = max(at, free[0])
        if begin - at >= waits:
            yield -1.0
        else:
            heapreplace(free, begin + talks)
            yield begin - at


def steady(calls: float, agents: int, *, days: int, seed: int = 1) -> Tally:
    """Play some days of the same load in one stretch."""
    stream = Stream([calls] * 24 * days, 240, 120, exponential=True)
    teams = [Team(frozenset({TURKISH}), [agents])]
    return simulate({TURKISH: stream}, teams, seed=seed, seconds=86_400.0 * days)[TURKISH]


def test_it_plays_a_line_as_the_short_recursion_does() -> None:
    """The same callers, the same tally: so what millions show of one holds for the other."""
    stream = Stream([225.0] * 24 * 2, 240, 120, exponential=True)
    seconds = 86_400.0 * 2
    callers = arrivals({TURKISH: stream}, seconds, np.random.default_rng(1))
    waits = list(
        line(
            [each.came for each in callers],
            [each.talk for each in callers],
            [each.gives_up - each.came for each in callers],
            17,
        )
    )
    found = steady(225, 17, days=2)
    assert found.calls == len(waits)
    # Who still waits at midnight is counted as lost, or answered after it
    assert found.in_time == pytest.approx(sum(0 <= each <= GOAL.seconds for each in waits), abs=3)
    assert found.abandoned == pytest.approx(sum(each < 0 for each in waits), abs=3)


@pytest.mark.parametrize(
    ("calls", "handling", "agents"),
    [(30, 210, 3), (225, 180, 13), (225, 240, 17), (320, 240, 23), (1350, 240, 88)],
)
def test_millions_of_calls_agree_with_erlang_a_within_three_tenths_of_a_point(
    calls: float, handling: float, agents: int
) -> None:
    count = 2_000_000
    random = np.random.default_rng(153)
    came = np.cumsum(random.exponential(3600 / calls, count))
    talk = random.exponential(handling, count)
    patience = random.exponential(120, count)
    waits = np.fromiter(
        line(came.tolist(), talk.tolist(), patience.tolist(), agents), dtype=float, count=count
    )
    expected = erlang_a(Load(calls, handling), agents, GOAL, 120)
    in_time = float(((waits >= 0) & (waits <= GOAL.seconds)).mean())
    assert in_time == pytest.approx(expected.in_time, abs=0.003)
    assert float((waits < 0).mean()) == pytest.approx(expected.abandoned, abs=0.003)


def test_the_same_seed_plays_the_same_day() -> None:
    assert steady(30, 3, days=1, seed=7) == steady(30, 3, days=1, seed=7)
    assert steady(30, 3, days=1, seed=7) != steady(30, 3, days=1, seed=8)


def test_more_who_speak_english_help_english_callers_with_the_same_heads() -> None:
    streams = {
        TURKISH: Stream([95.0] * 24, 240, 120),
        ENGLISH: Stream([5.0] * 24, 240, 120),
    }
    both = frozenset({TURKISH, ENGLISH})
    shares = []
    for bilingual in (1, 2, 4):
        teams = [Team(both, [bilingual]), Team(frozenset({TURKISH}), [9 - bilingual])]
        shares.append(simulate(streams, teams)[ENGLISH].share_in_time)
    assert shares == sorted(shares)
    assert shares[-1] > shares[0] + 0.1


def test_nobody_there_and_all_give_up() -> None:
    found = simulate({TURKISH: Stream([10.0] * 24, 240, 120)}, [])[TURKISH]
    assert (found.in_time, found.abandoned) == (0, found.calls)


def test_whoever_comes_to_work_answers_the_callers_who_wait() -> None:
    stream = Stream([30.0] * 24, 60, 7_200)
    teams = [Team(frozenset({TURKISH}), [0] * 12 + [5] * 12)]
    found = simulate({TURKISH: stream}, teams)[TURKISH]
    assert found.calls > 600
    assert 0.4 < found.share_in_time < 0.6
    assert found.abandoned < found.calls / 2
