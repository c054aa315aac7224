"""What a place takes, and which verb fits a post: rules without a database."""

from datetime import timedelta

import pytest

from alo153.citizens.channel import Channel
from alo153.publishing.fitting import Outlet, Picture, Problem, problem_of
from alo153.publishing.retrying import WAITS, wait_after
from alo153.publishing.states import PostState, State, Verb, fits

INSTAGRAM = Outlet(
    channel=Channel.INSTAGRAM,
    place="1",
    longest=20,
    longest_caption=10,
    needs_picture=True,
    narrowest=0.8,
    widest=1.91,
)
PORTAL = Outlet(channel=Channel.WEB, place="", longest=20, longest_caption=10)
PHOTO = Picture(300, 200)


@pytest.mark.parametrize(
    ("text", "picture", "outlet", "problem"),
    [
        ("su", PHOTO, INSTAGRAM, None),
        ("su", None, PORTAL, None),
        ("su", PHOTO, None, Problem.GONE),
        ("  ", PHOTO, INSTAGRAM, Problem.EMPTY),
        ("s" * 20, None, PORTAL, None),
        ("s" * 21, None, PORTAL, Problem.TOO_LONG),
        ("s" * 11, PHOTO, PORTAL, Problem.TOO_LONG),
        ("💧" * 6, PHOTO, PORTAL, Problem.TOO_LONG),
        ("su", None, INSTAGRAM, Problem.NO_PICTURE),
        ("su", Picture(79, 100), INSTAGRAM, Problem.SHAPE),
        ("su", Picture(80, 100), INSTAGRAM, None),
        ("su", Picture(192, 100), INSTAGRAM, Problem.SHAPE),
        ("su", Picture(1, 900), PORTAL, None),
        ("su", Picture(300, 200, is_described=False), PORTAL, Problem.NOT_DESCRIBED),
    ],
)
def test_why_a_place_would_not_take_it(
    text: str, picture: Picture | None, outlet: Outlet | None, problem: Problem | None
) -> None:
    assert problem_of(text, picture, outlet) is problem


def test_what_is_approved_is_taken_back_until_it_leaves_somewhere() -> None:
    waiting = frozenset({State.WAITING})
    assert fits(Verb.TAKE_BACK, PostState.APPROVED, waiting)
    for begun in set(State) - {State.WAITING}:
        assert not fits(Verb.TAKE_BACK, PostState.APPROVED, waiting | {begun})
    assert fits(Verb.TAKE_BACK, PostState.SUBMITTED, frozenset({State.PLANNED}))


def test_only_a_draft_is_changed_and_only_what_was_submitted_is_approved() -> None:
    places = frozenset({State.PLANNED})
    changed = {state for state in PostState if fits(Verb.CHANGE, state, places)}
    approved = {state for state in PostState if fits(Verb.APPROVE, state, places)}
    assert (changed, approved) == ({PostState.DRAFT}, {PostState.SUBMITTED})


def test_after_an_hour_a_person_decides() -> None:
    nothing = timedelta(0)
    assert [wait_after(n, at_least=nothing) for n in range(1, 6)] == [*WAITS, None]
    assert wait_after(1, at_least=timedelta(minutes=2)) == timedelta(minutes=2)
    assert wait_after(1, at_least=timedelta(hours=2)) is None
