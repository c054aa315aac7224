"""Several units on one case: one leads, others are asked for sub-tasks, and the answer waits."""

from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from tests import cast
from tests.cases import stories
from tests.cases.together.sub_tasks import ROAD, asked

from alo153.cases import actions
from alo153.cases.models import Case, SubTask
from alo153.cases.policy.refusals import ReasonMissing
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.rules.subtasks import (
    ENDS,
    SubTaskOver,
    SubTasksOpen,
    SubTaskState,
    ended,
)
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling import timeline
from alo153.cases.together import shared_work
from alo153.core import events
from alo153.core.clock import now

pytestmark = pytest.mark.django_db


@pytest.fixture
def case() -> Case:
    """Return a case that Parks leads and Selin took."""
    opened = stories.pruning()
    actions.accept(case=opened, by=cast.staff("selin"), at=now())
    return opened


def answer(case: Case) -> None:
    actions.answer(case=case, finding=stories.DONE, by=cast.staff("selin"), at=now())


@pytest.mark.parametrize("verb", list(ENDS))
@pytest.mark.parametrize("state", list(SubTaskState))
def test_only_what_is_asked_ends_and_each_verb_has_its_end(state: SubTaskState, verb: Verb) -> None:
    if state is SubTaskState.ASKED:
        assert ended(state, verb) is ENDS[verb]
    else:
        with pytest.raises(SubTaskOver):
            ended(state, verb)


@given(st.lists(st.sampled_from(list(ENDS)), min_size=1))
def test_of_any_sequence_the_first_verb_counts(verbs: list[Verb]) -> None:
    state = SubTaskState.ASKED
    for verb in verbs:
        try:
            state = ended(state, verb)
        except SubTaskOver:
            assert state is not SubTaskState.ASKED
    assert state is ENDS[verbs[0]]


def test_a_case_waits_for_the_part_of_another_unit(case: Case) -> None:
    task = asked(case)
    with pytest.raises(SubTasksOpen):
        answer(case)
    actions.finish_sub_task(task=task, answer="Yol kapatıldı.", by=cast.staff("okan"), at=now())
    answer(case)
    assert case.state == "answered"
    assert case.unit == cast.unit("park-ve-bahceler")


def test_a_part_that_is_not_theirs_goes_back_and_frees_the_case(case: Case) -> None:
    task = asked(case)
    actions.return_sub_task(task=task, reason="Zabıta kapatır.", by=cast.staff("okan"), at=now())
    assert (task.state, task.words) == (SubTaskState.RETURNED, "Zabıta kapatır.")
    answer(case)


def test_who_leads_or_the_center_withdraws_with_a_reason(case: Case) -> None:
    task = asked(case)
    with pytest.raises(ReasonMissing):
        actions.withdraw_sub_task(task=task, reason=" ", by=cast.staff("selin"), at=now())
    with pytest.raises(actions.NotTheirs):
        actions.withdraw_sub_task(task=task, reason="Ben", by=cast.staff("okan"), at=now())
    actions.withdraw_sub_task(task=task, reason="Gerek kalmadı.", by=cast.staff("elif"), at=now())
    with pytest.raises(SubTaskOver):
        actions.finish_sub_task(task=task, answer="Kapattım.", by=cast.staff("okan"), at=now())


def test_the_lead_moves_and_the_part_stays(case: Case) -> None:
    task = asked(case)
    to = cast.unit("zabita")
    actions.forward(case=case, to=to, reason="Zabıta yürütür.", by=cast.staff("elif"), at=now())
    task.refresh_from_db()
    assert task.is_open
    assert not shared_work.may_ask(cast.staff("selin"), case)
    assert shared_work.may_ask(cast.staff("elif"), case)


def test_the_leading_unit_is_not_asked_for_a_part(case: Case) -> None:
    with pytest.raises(actions.NotToAsk):
        asked(case, unit="park-ve-bahceler", by="selin")


def test_a_body_outside_is_not_asked_for_a_part(case: Case) -> None:
    with pytest.raises(actions.NotToAsk):
        asked(case, unit=cast.outside_body().slug)


def test_an_answered_case_asks_nobody(case: Case) -> None:
    answer(case)
    with pytest.raises(NotPossible):
        asked(case)


def test_a_part_says_what_and_until_when(case: Case) -> None:
    roads, selin = cast.unit("yol-ve-bakim"), cast.staff("selin")
    with pytest.raises(ReasonMissing):
        actions.ask_unit(
            case=case, unit=roads, text=" ", due_at=now() + timedelta(1), by=selin, at=now()
        )
    with pytest.raises(actions.TooEarly):
        actions.ask_unit(case=case, unit=roads, text="x", due_at=now(), by=selin, at=now())


def test_the_timeline_tells_the_sub_tasks_with_keys_alone_in_the_events(case: Case) -> None:
    task = asked(case)
    actions.finish_sub_task(task=task, answer="Yol kapatıldı.", by=cast.staff("okan"), at=now())
    told = {step.name: step for step in timeline.for_staff(case)}
    assert "Yol ve Bakım" in told["case.sub_task_asked"].title
    assert told["case.sub_task_asked"].detail == ROAD
    assert told["case.sub_task_done"].detail == "Yol kapatıldı."
    assert all("sub_task" not in step.name for step in timeline.for_citizen(case))
    event = events.history(case).get(name="case.sub_task_asked")
    assert event.data["sub_task"] == task.pk


def test_the_asked_unit_finds_the_part_and_not_the_case(case: Case) -> None:
    task, okan = asked(case), cast.staff("okan")
    assert list(shared_work.sub_tasks_for(okan)) == [task]
    assert shared_work.access_sub_task(okan, task.pk, at=now()) == task
    assert shared_work.sub_tasks_of(okan, case) == []
    assert shared_work.sub_tasks_of(cast.staff("selin"), case) == [task]
    with pytest.raises(SubTask.DoesNotExist):
        shared_work.access_sub_task(cast.staff("elif"), task.pk, at=now())
