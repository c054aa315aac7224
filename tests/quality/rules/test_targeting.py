"""Contacts with a reason are chosen beside those of chance, some of each reason."""

from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from alo153.quality.rules.targeting import Facts, Sign, choose, signs

facts = st.builds(
    Facts,
    hold_seconds=st.floats(0, 300),
    rating=st.none() | st.integers(1, 5),
    silence=st.none() | st.floats(0, 1),
    longest_silence=st.none() | st.floats(0, 90),
    overlap=st.none() | st.floats(0, 1),
    alarmed=st.booleans(),
    repeated=st.booleans(),
    complaint=st.booleans(),
    guest=st.booleans(),
    new_agent=st.booleans(),
)
contacts = st.dictionaries(st.integers(1, 500), facts, max_size=40)


@pytest.mark.parametrize(
    ("of", "sign"),
    [
        (Facts(hold_seconds=120), Sign.LONG_HOLD),
        (Facts(rating=2), Sign.LOW_RATING),
        (Facts(silence=0.4), Sign.SILENCE),
        (Facts(longest_silence=45), Sign.SILENCE),
        (Facts(overlap=0.15), Sign.OVERLAP),
        (Facts(alarmed=True), Sign.ALARM),
        (Facts(repeated=True), Sign.REPEATED),
        (Facts(complaint=True), Sign.COMPLAINT),
        (Facts(guest=True), Sign.GUEST),
        (Facts(new_agent=True), Sign.NEW_AGENT),
    ],
)
def test_each_fact_is_a_reason_of_its_own(of: Facts, sign: Sign) -> None:
    assert signs(of) == [sign]


def test_a_guest_is_no_new_agent_first() -> None:
    assert signs(Facts(guest=True, new_agent=True))[0] is Sign.GUEST


def test_an_ordinary_contact_has_no_reason() -> None:
    assert signs(Facts(hold_seconds=20, rating=4, silence=0.1, overlap=0.02)) == []


@given(contacts, st.sets(st.integers(1, 500)), st.integers(0, 4))
def test_what_chance_drew_is_not_chosen_and_each_reason_has_its_limit(
    of: dict[int, Facts], drawn: set[int], each: int
) -> None:
    chosen = choose(of, drawn=drawn, each=each, seed="x")
    assert not set(chosen) & drawn
    assert all(sign in signs(of[key]) for key, sign in chosen.items())
    assert all(count <= each for count in Counter(chosen.values()).values())


@given(contacts, st.integers(1, 4))
def test_the_choice_follows_from_the_seed_and_not_from_the_order(
    of: dict[int, Facts], each: int
) -> None:
    backwards = dict(reversed(of.items()))
    assert choose(of, drawn=(), each=each, seed="x") == choose(
        backwards, drawn=(), each=each, seed="x"
    )
