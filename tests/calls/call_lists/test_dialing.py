"""Numbers are taken once, by the rules, and what came of each call is written down."""

from __future__ import annotations

import threading
from dataclasses import replace
from datetime import datetime, timedelta
from uuid import UUID

import pytest
from django.db import connection
from pytest_django import DjangoAssertNumQueries
from tests import cast
from tests.calls.call_lists.lists import (
    AYSE,
    FATMA,
    LIMITS,
    MEHMET,
    NOTICE,
    begun,
    writer,
    written,
)
from tests.parts.waiting import SECONDS

from alo153.calls.media.erasing.actions import erase_calls
from alo153.calls.models import Call, CallList, ListAttempt, ListNumber
from alo153.calls.supervision.call_lists import actions, queries, standing
from alo153.citizens.channel import Channel
from alo153.contacts import actions as contacts
from alo153.contacts.models import Direction
from alo153.core import events
from alo153.core.actor import SWITCHBOARD, SYSTEM
from alo153.switchboard.nodes import records as nodes

NODE = "main"
HOUR = timedelta(hours=1)


def take(row: CallList, most: int = 9, at: datetime = cast.AT, *, node: str = NODE) -> list[str]:
    taken = actions.take(row, most=most, limits=LIMITS, node=node, at=at)
    return [each.number for each in taken]


def end(outcome: str, by: str = "citizen", at: datetime = cast.AT, **more: object) -> None:
    """Let every open call end so, as the record would write it."""
    for attempt in ListAttempt.objects.filter(ended_at=None):
        write(attempt, at, ended_at=at, outcome=outcome, ended_by=by, **more)
    settle(at)


def write(attempt: ListAttempt, at: datetime, **more: object) -> None:
    """Write down the call of an attempt."""
    contact = contacts.start_interaction(
        channel=Channel.PHONE,
        direction=Direction("out"),
        address=attempt.number,
        agent=None,
        by=SWITCHBOARD,
        at=at,
    )
    Call.objects.create(
        id=attempt.pk,
        channel=f"citizen-{attempt.pk}",
        direction="out",
        number=attempt.number,
        node=attempt.node,
        entered_at=at,
        interaction=contact,
        **more,
    )


def settle(at: datetime = cast.AT, *, lost: bool = False) -> int:
    return actions.settle(node=NODE, is_lost=lambda *_: lost, limits=LIMITS, at=at)


def states(row: CallList) -> dict[str, int]:
    return dict(queries.figures_of([row])[row.pk].states)


@pytest.mark.django_db
def test_a_number_is_taken_once_and_a_second_look_takes_others() -> None:
    row = begun(AYSE, MEHMET, FATMA)
    assert take(row, most=2) == [AYSE, MEHMET]
    assert take(row) == [FATMA]
    assert take(row) == []
    assert states(row) == {"calling": 3}


@pytest.mark.django_db
def test_whoever_was_reached_is_not_called_again_and_the_list_ends(
    django_assert_num_queries: DjangoAssertNumQueries,
) -> None:
    row = begun(AYSE)
    take(row)
    end("self_served", menu_path=[{"key": "4"}])
    assert take(row, at=cast.AT + HOUR) == []
    row.refresh_from_db()
    assert (row.state, states(row)) == ("done", {"reached": 1})
    figures = queries.figures_of([row])[row.pk]
    assert (dict(figures.keys), figures.answered) == ({"4": 1}, 1)
    with django_assert_num_queries(0):
        assert queries.figures_of([row])[row.pk] == figures, "a list that ended is not counted anew"
    assert [each.name for each in events.history(row)][-1] == "call_list.finished"


@pytest.mark.django_db
def test_whoever_did_not_answer_is_called_again_later_and_not_for_ever() -> None:
    row = begun(AYSE)
    for number in range(LIMITS.attempts):
        at = cast.AT + number * HOUR
        assert take(row, at=at) == [AYSE]
        end(["no_answer", "busy"][number], at=at)
        assert take(row, at=at + timedelta(minutes=9)) == [], "sooner than retry_after"
    assert states(row) == {"unreached": 1}


@pytest.mark.django_db
def test_key_nine_ends_such_calls_for_this_list_and_all_others() -> None:
    row, other = begun(AYSE), begun(AYSE, MEHMET)
    take(row)
    contacts.opt_out(channel=Channel.PHONE, to=AYSE, by=SWITCHBOARD, at=cast.AT)
    end("self_served")
    assert states(row) == {"opted_out": 1}
    assert take(other) == [MEHMET]
    assert states(other) == {"held_back": 1, "calling": 1}


@pytest.mark.django_db
def test_an_emergency_reaches_also_those() -> None:
    contacts.opt_out(channel=Channel.PHONE, to=AYSE, by=SYSTEM, at=cast.AT)
    assert take(begun(AYSE, plan=replace(NOTICE, emergency_reason="Fırtına"))) == [AYSE]


@pytest.mark.django_db
def test_a_number_is_called_so_often_a_day_over_all_lists() -> None:
    for _ in range(LIMITS.a_day):
        take(begun(AYSE))
        end("self_served")
    row = begun(AYSE)
    assert take(row) == []
    assert take(row, at=cast.AT + 12 * HOUR) == [], "the day is not over"
    assert take(row, at=cast.AT + 15 * HOUR) == [AYSE], "midnight of the city"


@pytest.mark.django_db
def test_a_list_that_was_paused_gives_nothing_away() -> None:
    row = begun(AYSE)
    actions.pause_list(call_list=row, by=writer(), at=cast.AT)
    assert take(row) == []


@pytest.mark.django_db
def test_a_call_that_nobody_knows_of_counts_as_one_and_one_taken_back_does_not() -> None:
    row = begun(AYSE)
    take(row)
    assert settle() == 0, "perhaps it is written later"
    assert settle(lost=True) == 1
    assert ListNumber.objects.get().tries == 1
    assert take(row, at=cast.AT + HOUR) == [AYSE]
    end("canceled", by="switchboard", at=cast.AT + HOUR)
    assert (ListNumber.objects.get().tries, states(row)) == (1, {"waiting": 1})


@pytest.mark.django_db
@pytest.mark.parametrize("rang", [True, False])
def test_a_number_whose_node_died_is_called_again_by_another_node(rang: bool) -> None:
    row = begun(AYSE)
    assert take(row, node="north") == [AYSE]
    attempt = ListAttempt.objects.get()
    if rang:
        write(attempt, cast.AT)
    nodes.beat("north")
    assert settle(cast.AT + 5 * HOUR) == 0, "it may wait there for an agent"
    nodes.leave("north")
    assert settle(cast.AT + 4 * HOUR) == 0, "it may be on the line"
    assert settle(cast.AT + 5 * HOUR) == 1
    attempt.refresh_from_db()
    assert attempt.result == "lost"
    assert take(row, at=cast.AT + 6 * HOUR) == [AYSE]


@pytest.mark.django_db
def test_whoever_is_erased_while_it_rings_is_not_called_again() -> None:
    row = begun(AYSE)
    take(row)
    erase_calls(interactions=[], values=[AYSE], at=cast.AT)
    end("no_answer")
    assert states(row) == {"held_back": 1}
    ListNumber.objects.update(state="waiting")
    assert take(row, at=cast.AT + HOUR) == [], "there is no number to call"


@pytest.mark.parametrize("reason", ["", "Fırtına"])
@pytest.mark.django_db
def test_two_lists_never_ring_one_telephone_at_once(reason: str) -> None:
    row, other = begun(AYSE), begun(AYSE, MEHMET, plan=replace(NOTICE, emergency_reason=reason))
    take(row)
    assert take(other, most=1) == [MEHMET]
    assert take(other) == []
    end("self_served")
    assert take(other) == [AYSE]


@pytest.mark.django_db
def test_a_call_that_was_never_begun_is_taken_again_at_once() -> None:
    row = begun(AYSE)
    (taken,) = actions.take(row, most=1, limits=LIMITS, node=NODE, at=cast.AT)
    never = {"node": NODE, "is_lost": lambda _: False, "limits": LIMITS, "at": cast.AT}
    assert actions.settle(late={taken.call}, **never) == 1
    assert ListNumber.objects.get().tries == 0
    assert take(row) == [AYSE]


@pytest.mark.django_db
def test_whom_a_list_called_is_forgotten_a_month_after_its_end_and_counts_on() -> None:
    row, other = begun(AYSE, MEHMET), begun(FATMA)
    take(row, most=1)
    end("self_served")
    actions.end_list(call_list=row, by=writer(), at=cast.AT)
    before = queries.figures_of([row, other])
    assert actions.forget_numbers(at=cast.AT + timedelta(days=30)) == 0
    assert actions.forget_numbers(at=cast.AT + timedelta(days=31)) == 2
    assert queries.figures_of([row, other]) == before
    left = [*ListNumber.objects.values_list("number", flat=True)]
    assert sorted(left) == ["", "", FATMA]
    assert ListAttempt.objects.get().number == ""


@pytest.mark.django_db
def test_a_list_that_nobody_ends_ends_by_itself_and_is_forgotten_as_others() -> None:
    draft, called = written(AYSE), begun(MEHMET)
    take(called)
    month = timedelta(days=30)
    late = cast.AT + month
    ListAttempt.objects.update(at=late, ended_at=late)
    assert actions.forget_numbers(at=cast.AT + 2 * month + HOUR) == 0
    states = dict(CallList.objects.values_list("pk", "state"))
    assert states == {draft.pk: "done", called.pk: "running"}
    assert events.history(draft).last().name == "call_list.lapsed"  # type: ignore[union-attr]
    assert actions.forget_numbers(at=cast.AT + 3 * month + 2 * HOUR) == 1
    assert actions.forget_numbers(at=cast.AT + 4 * month + 3 * HOUR) == 1
    assert {*ListNumber.objects.values_list("number", flat=True)} == {""}
    assert ListAttempt.objects.get().number == ""


@pytest.mark.django_db
def test_hours_of_the_list_hold_and_what_stands_is_dropped_after_them() -> None:
    row = begun(AYSE)
    take(row)
    evening = cast.AT + 11 * HOUR
    assert standing.callable_now(row, cast.AT)
    assert not standing.callable_now(row, evening)
    assert [each.may_go_on for each in standing.open_calls(NODE, cast.AT)] == [True]
    assert [each.may_go_on for each in standing.open_calls(NODE, evening)] == [False]


@pytest.mark.django_db(transaction=True)
def test_two_programs_take_no_number_twice() -> None:
    row = begun(*(f"+9053200001{number:02}" for number in range(20)))
    taken: list[str] = []

    def work() -> None:
        try:
            for _ in range(5):
                taken.extend(take(row, most=3))
        finally:
            connection.close()

    programs = [threading.Thread(target=work) for _ in range(3)]
    for program in programs:
        program.start()
    for program in programs:
        program.join(SECONDS)
    assert len(taken) == len(set(taken)) == 20
    assert ListAttempt.objects.count() == 20
    assert all(isinstance(each, UUID) for each in ListAttempt.objects.values_list("pk", flat=True))
