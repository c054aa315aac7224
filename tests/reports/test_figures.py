"""Every figure against a day that was counted by hand, and against its line in the reference."""

from collections.abc import Callable

import pytest
from tests.architecture import tree

from alo153.reports.figures import handling, resolution, waiting
from alo153.reports.figures.catalog import FIGURES, by_key, figures_of
from alo153.reports.figures.sums import Sums, nearest_limit

# Ten callers: six answered after 3, 8, 12, 18, 25 and 54 s; three gave up after 4, 9 and 70 s; one
# went to the voice messages. Two more left their place, and one of them was reached.
LINE = Sums(
    of={
        "offered": 10,
        "answered": 6,
        "abandoned": 3,
        "answered_20": 4,
        "abandoned_20": 2,
        "abandoned_5": 1,
        "waited_answered_ms": 120_000,
        "waited_abandoned_ms": 83_000,
        "kept": 2,
        "kept_reached": 1,
    },
    within=20,
    short=5,
)
# Five of the six talks are known: 600 s of talk, 100 s of music and 150 s of work after them.
# An agent was in talks and music for 700 s, rang 30 s and was ready for 120 s, and had a pause
WORK = Sums(
    of={
        "answered": 6,
        "handled": 5,
        "talk_ms": 600_000,
        "hold_ms": 100_000,
        "wrap_up_ms": 150_000,
        "talking_ms": 700_000,
        "ready_ms": 120_000,
        "ringing_ms": 30_000,
        "paused_ms": 900_000,
        "transferred": 3,
        "ratings": 4,
        "rating_sum": 18,
        "contacts_in": 31,
        "to_information": 20,
        "to_out_of_scope": 4,
        "to_self_served": 2,
        "calls_in": 16,
        "hung_up_in_menu": 2,
    }
)
# A week: 20 cases came, 16 closings; 50 questions answered, 5 of them asked again within a week and
# By hand: 8 within thirty days
WEEK = Sums(
    of={
        "opened": 20,
        "closed": 16,
        "open_start": 36,
        "open_end": 44,
        "closed_in_time": 9,
        "closed_late": 3,
        "statutory_in_time": 3,
        "statutory_late": 2,
        "overdue_start": 4,
        "overdue_end": 7,
        "confirmed": 6,
        "unsolved": 2,
        "objected": 1,
        "forwarded": 25,
        "returned": 5,
        "informed": 50,
        "informed_again_7": 5,
        "informed_again_30": 8,
        "contacted_again": 6,
        "asked_about": 10,
        "age_ms": 16 * 86_400_000,
        "to_unit": 20,
        "to_unit_ms": 40_000,
        "to_action": 10,
        "to_action_ms": 36_000_000,
        "to_answer": 4,
        "to_answer_ms": 14_400_000,
        "to_relay": 2,
        "to_relay_ms": 20_000_000,
    }
)
WORKED = [
    (waiting.offered, LINE, 10),
    (waiting.answered, LINE, 6),
    (waiting.abandoned, LINE, 3),
    (waiting.short_abandoned, LINE, 1),
    (waiting.flowed_out, LINE, 1),
    (waiting.abandon_rate, LINE, 30),
    # By hand: (3 - 1) / (10 - 1)
    (waiting.abandon_rate_without_short, LINE, 22.2),
    # By hand: 4 / 10, 4 / (6 + 3 - 1), (4 + 2) / (10 + 2), 4 / 6, (4 + 2) / (6 + 3)
    (waiting.service_level_strict, LINE, 40),
    (waiting.service_level_genesys, LINE, 50),
    (waiting.service_level_amazon, LINE, 50),
    (waiting.service_level_of_answered, LINE, 66.7),
    (waiting.service_level_asterisk_2, LINE, 66.7),
    # By hand: (3 + 8 + 12 + 18 + 25 + 54) / 6, (4 + 9 + 70) / 3
    (waiting.speed_of_answer, LINE, 20),
    (waiting.patience, LINE, 27.7),
    (waiting.kept, LINE, 2),
    (waiting.kept_reached, LINE, 50),
    (handling.contacts, WORK, 31),
    # By hand: (600 + 100 + 150) / 5
    (handling.handling_time, WORK, 170),
    (handling.talk_time, WORK, 120),
    (handling.hold_time, WORK, 20),
    (handling.wrap_up_time, WORK, 30),
    # By hand: (700 + 150) / (700 + 150 + 120 + 30)
    (handling.occupancy, WORK, 85),
    (handling.transfers, WORK, 50),
    (handling.rating, WORK, 4.5),
    (handling.ratings, WORK, 4),
    (handling.information, WORK, 20),
    (handling.out_of_scope, WORK, 4),
    (handling.self_served, WORK, 2),
    (handling.hung_up_in_menu, WORK, 12.5),
    (resolution.opened, WEEK, 20),
    (resolution.closed, WEEK, 16),
    (resolution.open_cases, WEEK, 44),
    (resolution.open_overdue, WEEK, 7),
    # By hand: 1 - 5 / 50
    (resolution.first_contact_resolution, WEEK, 90),
    # By hand: (8 + 6) / (50 + 20)
    (resolution.repeat_contacts, WEEK, 20),
    (resolution.status_questions, WEEK, 10),
    # By hand: 10 / ((36 + 44) / 2)
    (resolution.calls_caused_by_silence, WEEK, 25),
    (resolution.time_to_unit, WEEK, 2),
    (resolution.time_to_first_action, WEEK, 3_600),
    (resolution.time_to_answer, WEEK, 3_600),
    (resolution.time_to_relay, WEEK, 10_000),
    (resolution.age, WEEK, 86_400),
    # By hand: 6 / (6 + 2), 6 / 16, 1 / 16
    (resolution.confirmed_resolution, WEEK, 75),
    (resolution.confirmed_of_closed, WEEK, 37.5),
    (resolution.objections, WEEK, 6.2),
    (resolution.returned, WEEK, 20),
    # By hand: 3 / (9 + 3)
    (resolution.overdue, WEEK, 25),
    # By hand: 2 / (3 + 2)
    (resolution.statutory_overdue, WEEK, 40),
]


@pytest.mark.parametrize(
    ("figure", "sums", "by_hand"), WORKED, ids=lambda x: getattr(x, "__name__", "")
)
def test_a_figure_is_what_was_computed_by_hand(
    figure: Callable[[Sums], float | None], sums: Sums, by_hand: float
) -> None:
    computed = figure(sums)
    assert computed is not None
    assert round(computed, 1) == pytest.approx(by_hand, abs=0.051)


def test_every_figure_has_a_worked_example() -> None:
    assert {figure.__name__ for figure, _, _ in WORKED} == set(by_key())


def test_the_mean_rating_is_shown_with_the_number_of_ratings() -> None:
    for keys in (["offered", "rating", "answered"], ["ratings", "offered", "rating", "answered"]):
        shown = [each.key for each in figures_of(keys)]
        assert shown == ["offered", "rating", "ratings", "answered"]
    assert [each.key for each in figures_of(["ratings", "offered"])] == ["ratings", "offered"]


def test_a_figure_of_nothing_is_no_number() -> None:
    shares = [each for each in FIGURES if each.unit != "count"]
    assert [each.compute(Sums()) for each in shares] == [None] * len(shares)


def test_a_setting_between_two_limits_takes_the_nearest() -> None:
    assert [nearest_limit(seconds) for seconds in (20, 22, 4, 1_000)] == [20, 20, 5, 300]


def test_the_reference_says_every_figure_as_its_function_does() -> None:
    text = (tree.ROOT / "docs" / "reference" / "figures.md").read_text()
    lines = [line for line in text.splitlines() if line.startswith("| `")]
    assert lines == [
        f"| `{each.key}` | {each.sentence} | {each.formula} | {each.source} |" for each in FIGURES
    ]
