"""Whose turn it is: in order, priority in moderation, nobody passed for ever."""

from datetime import UTC, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from alo153.counter.turn import Place, Waiting, Why, before, next_of, why

MORNING = datetime(2026, 11, 24, 6, 0, tzinfo=UTC)
AHEAD = timedelta(minutes=15)
DESK = Place(desk=1, letters="AB", staffed={1, 2})


def waiting(key: int, minute: float, **more: object) -> Waiting:
    facts = {"letter": "A", **more}
    return Waiting(key=key, taken_at=MORNING + timedelta(minutes=minute), **facts)  # type: ignore[arg-type]


tickets = st.lists(
    st.builds(
        waiting,
        key=st.integers(1, 10_000),
        minute=st.integers(0, 120),
        letter=st.sampled_from("ABC"),
        priority=st.booleans(),
        for_desk=st.sampled_from([None, 1, 2, 3]),
    ),
    unique_by=lambda each: each.key,
    max_size=12,
)


def test_who_came_first_is_called_first() -> None:
    first, second = waiting(1, 0), waiting(2, 1)
    assert next_of([second, first], DESK, ahead=AHEAD) == first


def test_priority_passes_those_who_came_a_little_earlier_and_nobody_else() -> None:
    early, late = waiting(1, 0), waiting(2, 10)
    old = waiting(3, 16, priority=True)
    assert next_of([early, late, old], DESK, ahead=AHEAD) == early
    assert next_of([late, old], DESK, ahead=AHEAD) == old


def test_who_was_sent_to_a_desk_waits_for_it_while_somebody_sits_there() -> None:
    sent = waiting(1, 0, for_desk=2)
    assert next_of([sent], DESK, ahead=AHEAD) is None
    assert next_of([sent], Place(desk=2, letters="C", staffed={1, 2}), ahead=AHEAD) == sent
    alone = Place(desk=1, letters="A", staffed={1})
    assert next_of([sent], alone, ahead=AHEAD) == sent


def test_who_was_at_a_desk_that_was_freed_is_called_before_all_others() -> None:
    first, back = waiting(1, 0, priority=True), waiting(2, 30, is_back=True)
    assert next_of([first, back], DESK, ahead=AHEAD) == back
    assert why(back, [first, back], DESK) is Why.BACK
    assert before(first, [back], [DESK], ahead=AHEAD) == 1


def test_a_desk_calls_only_what_it_serves() -> None:
    assert next_of([waiting(1, 0, letter="C")], DESK, ahead=AHEAD) is None


@given(tickets)
def test_somebody_is_called_exactly_if_somebody_waits_for_the_desk(line: list[Waiting]) -> None:
    theirs = [
        each
        for each in line
        if each.for_desk == 1 or (each.for_desk in {None, 3} and each.letter in "AB")
    ]
    chosen = next_of(line, DESK, ahead=AHEAD)
    assert (chosen in theirs) if theirs else chosen is None


@given(tickets, st.integers(1, 10_000))
def test_nobody_is_passed_by_who_came_much_later(line: list[Waiting], key: int) -> None:
    """However many with priority come: who waits is passed only by those of the next minutes."""
    me = waiting(key + 10_000, 60)
    chosen = next_of([*line, me], DESK, ahead=AHEAD)
    assert chosen is not None
    assert chosen.taken_at <= me.taken_at + AHEAD


@given(tickets)
def test_of_two_of_a_kind_the_earlier_goes_first(line: list[Waiting]) -> None:
    chosen = next_of(line, DESK, ahead=AHEAD)
    if chosen:
        alike = [
            each
            for each in line
            if (each.priority, each.letter, each.for_desk)
            == (chosen.priority, chosen.letter, chosen.for_desk)
        ]
        assert chosen.taken_at == min(each.taken_at for each in alike)


@given(tickets)
def test_who_is_told_that_nobody_is_before_them_is_next_of_their_letter(
    line: list[Waiting],
) -> None:
    for letter in "ABC":
        those = [
            Waiting(key=each.key, letter=letter, taken_at=each.taken_at, priority=each.priority)
            for each in line
            if each.letter == letter
        ]
        place = Place(desk=1, letters=letter, staffed={1})
        counts = sorted(before(each, those, [place], ahead=AHEAD) for each in those)
        assert counts == list(range(len(those)))
        first = [each for each in those if before(each, those, [place], ahead=AHEAD) == 0]
        assert first == ([next_of(those, place, ahead=AHEAD)] if those else [])


@given(
    tickets,
    st.integers(0, 120),
    st.lists(st.sets(st.sampled_from("ABC"), min_size=1), min_size=1, max_size=3),
    st.lists(st.integers(0, 2), max_size=40),
)
def test_no_more_are_called_before_somebody_than_they_were_told(
    line: list[Waiting], minute: int, letters: list[set[str]], presses: list[int]
) -> None:
    """In whatever order the desks call: of those who waited, nobody else comes between."""
    me = waiting(20_000, minute)
    staffed = range(1, len(letters) + 1)
    places = [Place(desk=desk, letters=letters[desk - 1], staffed=staffed) for desk in staffed]
    left, told, passed = [*line, me], before(me, line, places, ahead=AHEAD), 0
    for press in presses:
        place = places[press % len(places)]
        chosen = next_of(left, place, ahead=AHEAD)
        if chosen == me:
            break
        if chosen:
            left.remove(chosen)
            passed += me.letter in place.letters
    assert passed <= told


def test_while_no_desk_is_open_for_somebody_all_who_came_earlier_are_before_them() -> None:
    me, line = waiting(9, 5, letter="C"), [waiting(1, 0), waiting(2, 1, letter="B")]
    assert before(me, line, [], ahead=AHEAD) == 2
    assert before(me, line, [DESK], ahead=AHEAD) == 2
    assert before(me, line, [Place(desk=3, letters="C", staffed={3})], ahead=AHEAD) == 0


def test_the_desk_is_told_why_this_one_is_called() -> None:
    early, old = waiting(1, 0), waiting(2, 10, priority=True)
    sent = waiting(3, 20, for_desk=1)
    line = [early, old, sent]
    assert why(early, line, DESK) == Why.FIRST
    assert why(old, line, DESK) == Why.PRIORITY
    assert why(old, [old, sent], DESK) == Why.FIRST, "it passes nobody"
    assert why(sent, line, DESK) == Why.SENT


@given(tickets)
def test_only_who_passes_somebody_is_called_for_priority(line: list[Waiting]) -> None:
    chosen = next_of(line, DESK, ahead=AHEAD)
    if chosen and why(chosen, line, DESK) == Why.PRIORITY:
        assert chosen.priority
