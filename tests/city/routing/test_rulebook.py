"""A book of rules: lines move, two books are compared, what never decides is found."""

from collections import Counter
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.city.rules import rulebook
from alo153.city.rules.routing import Facts, Reasons, Rule, route

A, B, C = (Rule(position=n, unit=unit, reason=unit, topic=unit) for n, unit in enumerate("abc", 1))
SILENT = Reasons(topic_unit="", place_unknown="", district_unknown="", nowhere="")


def units(rules: rulebook.Rules) -> str:
    return "".join(rule.unit for rule in rules)


@pytest.mark.parametrize(
    ("position", "to", "then"),
    [(1, 2, "bac"), (1, 3, "bca"), (3, 1, "cab"), (2, 2, "abc"), (1, 99, "bca"), (1, 0, "abc")],
)
def test_a_rule_moves_to_a_place(position: int, to: int, then: str) -> None:
    moved = rulebook.moved([A, B, C], position, to)
    assert units(moved) == then
    assert [rule.position for rule in moved] == [1, 2, 3]


def test_a_rule_that_is_not_there_changes_nothing() -> None:
    assert units(rulebook.moved([A, B, C], 7, 1)) == "abc"
    assert units(rulebook.without([A, B, C], 7)) == "abc"


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ([A, B], [A, B], "same same"),
        ([A, B], [A, C, B], "same added same"),
        ([A, B], [B], "removed same"),
        ([A, B, C], [C, A, B], "moved same same"),
        ([], [A], "added"),
        ([A], [replace(A, reason="anew")], "removed added"),
        ([A, A], [A], "same removed"),
    ],
)
def test_a_difference_tells_what_happened(old: list[Rule], new: list[Rule], told: str) -> None:
    found = rulebook.difference(rulebook.numbered(old), rulebook.numbered(new))
    assert " ".join(line.change for line in found) == told


def test_a_rule_about_the_owner_of_a_place_that_no_topic_asks_for_is_dead() -> None:
    groups = {"pruning": "parks", "water": "pipes"}
    rules = rulebook.numbered(
        [
            Rule(position=0, unit="u", reason="", topic="parks", place="district"),
            Rule(position=0, unit="u", reason="", topic="water", place="district"),
            Rule(position=0, unit="u", reason="", topic="pruning", place="district"),
        ]
    )
    assert rulebook.dead(rules, groups, frozenset({"pruning"})) == {2: None, 3: 1}


_rules = st.lists(
    st.builds(
        Rule,
        position=st.just(0),
        unit=st.sampled_from("uvw"),
        reason=st.just(""),
        topic=st.none() | st.sampled_from(["t1", "t2", "group"]),
        place=st.none() | st.sampled_from(["metropolitan", "district"]),
        district=st.none() | st.sampled_from(["d", "e"]),
    ),
    max_size=7,
).map(rulebook.numbered)


@given(_rules, _rules)
def test_a_difference_loses_no_rule_and_invents_none(
    old: rulebook.Rules, new: rulebook.Rules
) -> None:
    found = rulebook.difference(old, new)
    assert tuple(line.rule for line in found if line.change != "removed") == new
    counts = Counter(line.change for line in found)
    assert counts["same"] + counts["moved"] + counts["removed"] == len(old)
    assert counts["same"] + counts["moved"] + counts["added"] == len(new)


@given(_rules, st.integers(0, 9), st.integers(0, 9))
def test_moving_keeps_all_rules(rules: rulebook.Rules, position: int, to: int) -> None:
    moved = rulebook.moved(rules, position, to)
    assert Counter(map(_plain, moved)) == Counter(map(_plain, rules))
    assert [rule.position for rule in moved] == list(range(1, len(rules) + 1))


def _plain(rule: Rule) -> Rule:
    return replace(rule, position=0)


@given(
    _rules,
    st.sampled_from(["t1", "t2"]),
    st.booleans(),
    st.none() | st.sampled_from(["metropolitan", "district"]),
    st.none() | st.sampled_from(["d", "e"]),
)
def test_what_is_called_dead_never_decides(
    rules: rulebook.Rules, topic: str, by_place: bool, place: str | None, district: str | None
) -> None:
    groups = {"t1": "group", "t2": "group"}
    dead = rulebook.dead(rules, groups, frozenset({topic} if by_place else ()))
    facts = Facts(
        topic=topic,
        group="group",
        depends_on_place=by_place,
        place=place,  # type: ignore[arg-type]
        district=district,
    )
    assert route(facts, rules, SILENT).position not in dead
