"""A day of calls, played: it agrees with Erlang A, and shows what formulas cannot."""

import pytest

from alo153.workforce.staffing.erlang import Goal, Load, erlang_a
from alo153.workforce.staffing.simulation import Stream, Tally, Team, simulate

TURKISH, ENGLISH = "turkish", "english"


def steady(calls: float, agents: int, *, days: int, seed: int = 1) -> Tally:
    """Play some days of the same load in one stretch."""
    stream = Stream([calls] * 24 * days, 240, 120, exponential=True)
    teams = [Team(frozenset({TURKISH}), [agents])]
    return simulate({TURKISH: stream}, teams, seed=seed, seconds=86_400.0 * days)[TURKISH]


def test_it_agrees_with_erlang_a() -> None:
    """Half a point here; `./alo153 bench rosters` plays millions of calls for 0.3 points."""
    found = steady(225, 17, days=14)
    expected = erlang_a(Load(225, 240), 17, Goal(), 120)
    assert found.share_in_time == pytest.approx(expected.in_time, abs=0.015)
    assert found.share_abandoned == pytest.approx(expected.abandoned, abs=0.01)


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
