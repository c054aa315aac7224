"""Who gets a case: the first rule that fits decides, and the way there can be explained."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.city.rules.routing import (
    DISTRICT_MUNICIPALITY,
    Facts,
    Reasons,
    Rule,
    route,
    unreachable,
)

REASONS = Reasons(
    topic_unit="its own unit", place_unknown="whose place?", district_unknown="which?", nowhere="?"
)
MAIN_STREETS = Rule(
    position=1, topic="parks", place="metropolitan", unit="big-parks", reason="main artery"
)
SIDE_STREETS = Rule(
    position=2, topic="parks", place="district", unit=DISTRICT_MUNICIPALITY, reason="side street"
)
RULES = [MAIN_STREETS, SIDE_STREETS]
PRUNING = Facts(
    topic="pruning",
    group="parks",
    topic_unit="big-parks",
    depends_on_place=True,
    district="izmit",
    district_municipality="izmit-belediyesi",
)


def test_a_tree_on_a_main_artery_is_the_metropolitan_municipalitys() -> None:
    found = route(replace(PRUNING, place="metropolitan"), RULES, REASONS)
    assert (found.unit, found.position, found.reason) == ("big-parks", 1, "main artery")


def test_a_tree_on_a_side_street_is_the_district_municipalitys() -> None:
    found = route(replace(PRUNING, place="district"), RULES, REASONS)
    assert found.unit == "izmit-belediyesi"
    assert [(step.position, step.failed_on) for step in found.explanation] == [
        (1, "place"),
        (2, None),
    ]


def test_nobody_knows_whose_street_it_is_so_the_topics_unit_looks() -> None:
    found = route(PRUNING, RULES, REASONS)
    assert (found.unit, found.position, found.reason) == ("big-parks", None, "whose place?")


def test_the_place_does_not_matter_to_a_topic_that_is_always_ours() -> None:
    signal = replace(PRUNING, topic="signal", depends_on_place=False, place="district")
    assert route(signal, RULES, REASONS).unit == "big-parks"


def test_a_side_street_in_an_unknown_district_waits_at_the_center() -> None:
    lost = replace(PRUNING, place="district", district=None, district_municipality=None)
    found = route(lost, RULES, REASONS)
    assert (found.unit, found.reason) == (None, "which?")


def test_a_topic_without_unit_and_rule_waits_at_the_center() -> None:
    found = route(Facts(topic="unheard-of"), RULES, REASONS)
    assert (found.unit, found.reason, found.explanation) == (None, "?", ())


def test_a_rule_for_one_neighborhood_does_not_catch_the_next() -> None:
    shore = Rule(
        position=1, topic="parks", neighborhood="izmit/kozluk", unit="shore", reason="the shore"
    )
    near = replace(PRUNING, neighborhood="izmit/kozluk")
    assert route(near, [shore], REASONS).unit == "shore"
    assert route(replace(PRUNING, neighborhood="izmit/yahya-kaptan"), [shore], REASONS).unit == (
        "big-parks"
    )


def test_a_rule_below_a_wider_one_is_found_out() -> None:
    late = Rule(position=3, topic="pruning", place="district", unit="x", reason="too late")
    assert unreachable([*RULES, late], {"pruning": "parks"}) == [(late, SIDE_STREETS)]


@pytest.mark.parametrize("order", [RULES, RULES[::-1]])
def test_rules_that_exclude_each_other_may_stand_in_any_order(order: list[Rule]) -> None:
    assert unreachable(order, {"pruning": "parks"}) == []


_names = st.none() | st.sampled_from(["a", "b"])
_places = st.none() | st.sampled_from(["metropolitan", "district"])
_some_rules = st.lists(
    st.builds(
        Rule,
        position=st.just(0),
        unit=st.sampled_from(["u", "v", DISTRICT_MUNICIPALITY]),
        reason=st.just("because"),
        topic=_names,
        place=_places,
        district=_names,
    ),
    max_size=6,
).map(lambda rules: [replace(rule, position=n) for n, rule in enumerate(rules, 1)])
_some_facts = st.builds(
    Facts,
    topic=st.sampled_from(["a", "b"]),
    topic_unit=_names,
    depends_on_place=st.booleans(),
    place=_places,
    district=_names,
    district_municipality=_names,
)


@given(_some_facts, _some_rules)
def test_every_route_has_a_reason_and_ends_at_the_rule_that_decided(
    facts: Facts, rules: list[Rule]
) -> None:
    found = route(facts, rules, REASONS)
    assert found.reason
    decided = [step for step in found.explanation if step.failed_on is None]
    assert [step.position for step in decided] == [found.position] * len(decided)
    assert found.explanation[-1:] == tuple(decided) or found.position is None


@given(_some_facts, _some_rules)
def test_a_rule_called_unreachable_never_decides(facts: Facts, rules: list[Rule]) -> None:
    dead = {rule.position for rule, _ in unreachable(rules, {})}
    assert route(facts, rules, REASONS).position not in dead
