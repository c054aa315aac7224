"""A sub-task whose time runs out: the asked unit is reminded, those above and who leads are told.

Selin of Parks asks Roads (Okan) for a sub-task on Tuesday, until Tuesday in two weeks at noon.
"""

from datetime import datetime, timedelta

import pytest
from tests import cast
from tests.cases.at_once import at_once
from tests.cases.telling.told import steps
from tests.cases.together.sub_tasks import ROAD
from tests.parts.roles import Role

from alo153.accounts.actions import enroll
from alo153.cases import actions
from alo153.cases.events.together import CaseSubTaskEscalated, CaseSubTaskReminded
from alo153.cases.models import Case, SubTask, SubTaskTelling
from alo153.cases.rules import codes
from alo153.cases.telling import timeline
from alo153.cases.together import shared_work
from alo153.city.actions import join_unit
from alo153.contacts.models import Message
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.notices import sending

pytestmark = pytest.mark.django_db
TUESDAY = cast.AT
DAY = timedelta(days=1)
DUE = TUESDAY + 14 * DAY + timedelta(hours=2)
# Two working days before Tuesday: Friday, when Roads opens
FRIDAY = datetime(2026, 12, 4, 8, 30, tzinfo=cast.city_zone())
# One working day after it is due: Wednesday, when Roads closes
WEDNESDAY = datetime(2026, 12, 9, 17, 30, tzinfo=cast.city_zone())
MINUTE = timedelta(minutes=1)


@pytest.fixture
def sub_task() -> SubTask:
    """Return a sub-task that Parks asked of Roads, where Okan works under Hülya."""
    cast.staff("okan")
    boss_of_roads()
    return asked(led_by_parks(), due_at=DUE)


def boss_of_roads() -> None:
    hulya = enroll(
        username="hulya",
        full_name="Hülya Taş",
        email="hulya@kocaeli.example",
        roles=[],
        password=cast.PASSWORD,
        by=SYSTEM,
        at=TUESDAY,
    )
    roads, roles = cast.unit("yol-ve-bakim"), [Role.UNIT_MANAGER]
    join_unit(user=hulya, unit=roads, roles=roles, by=SYSTEM, at=TUESDAY)


def led_by_parks() -> Case:
    case = cast.open_case()
    actions.accept(case=case, by=cast.staff("selin"), at=TUESDAY)
    return case


def asked(case: Case, *, due_at: datetime, by: str = "selin") -> SubTask:
    roads = cast.unit("yol-ve-bakim")
    return actions.ask_unit(
        case=case, unit=roads, text=ROAD, due_at=due_at, by=cast.staff(by), at=TUESDAY
    )


def told() -> list[tuple[str, list[str]]]:
    return steps(SubTaskTelling)


def letters() -> list[str]:
    return sorted(Message.objects.filter(purpose="staff").values_list("to", flat=True))


def test_the_asked_unit_is_reminded_then_its_manager_and_who_leads_are_told(
    sub_task: SubTask,
) -> None:
    actions.process_due_sub_tasks(at=FRIDAY - MINUTE)
    assert told() == []
    actions.process_due_sub_tasks(at=FRIDAY)
    assert told() == [("remind", ["hulya", "okan"])]
    actions.process_due_sub_tasks(at=WEDNESDAY - MINUTE)
    assert len(told()) == 1
    actions.process_due_sub_tasks(at=WEDNESDAY)
    assert told()[1:] == [("manager", ["hulya", "selin"])]
    assert letters() == [
        "hulya@kocaeli.example",  # Okan has no address
        "hulya@kocaeli.example",
        "selin@kocaeli.example",
    ]


def test_each_step_is_told_once_however_often_the_worker_looks(sub_task: SubTask) -> None:
    for at in (FRIDAY, FRIDAY, FRIDAY + DAY, WEDNESDAY, WEDNESDAY, WEDNESDAY + 60 * DAY):
        actions.process_due_sub_tasks(at=at)
    assert [step for step, _ in told()] == ["remind", "manager"]
    assert len(letters()) == 3
    assert actions.process_due_sub_tasks(at=WEDNESDAY + 90 * DAY) == 0


def test_a_worker_that_dies_while_it_tells_has_told_nobody_and_the_next_tells_once(
    sub_task: SubTask, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """No code of the program comes after it."""

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(sending.contacts, "write", die)
        with pytest.raises(Killed):
            actions.process_due_sub_tasks(at=FRIDAY)
    assert (told(), letters()) == ([], [])
    actions.process_due_sub_tasks(at=FRIDAY)
    assert (len(told()), len(letters())) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_tell_once(sub_task: SubTask) -> None:
    at_once(*[lambda: actions.process_due_sub_tasks(at=FRIDAY)] * 2)
    assert (len(told()), len(letters())) == (1, 1)


@pytest.mark.parametrize("end", ["done", "not theirs", "withdrawn"])
def test_of_a_sub_task_that_ended_nobody_is_told(sub_task: SubTask, end: str) -> None:
    okan, selin = cast.staff("okan"), cast.staff("selin")
    match end:
        case "done":
            actions.finish_sub_task(task=sub_task, answer="Yol kapatıldı.", by=okan, at=FRIDAY)
        case "not theirs":
            actions.return_sub_task(task=sub_task, reason="Zabıta kapatır.", by=okan, at=FRIDAY)
        case _:
            actions.withdraw_sub_task(task=sub_task, reason="Gerek kalmadı.", by=selin, at=FRIDAY)
    assert actions.process_due_sub_tasks(at=WEDNESDAY) == 0
    assert told() == []


def test_a_part_of_hours_is_reminded_of_at_half_its_time() -> None:
    cast.staff("okan")
    asked(led_by_parks(), due_at=TUESDAY + timedelta(hours=4))
    actions.process_due_sub_tasks(at=TUESDAY + timedelta(hours=2) - MINUTE)
    assert told() == []
    actions.process_due_sub_tasks(at=TUESDAY + timedelta(hours=2))
    assert told() == [("remind", ["okan"])]


def test_who_leads_now_is_told_and_not_who_asked(sub_task: SubTask) -> None:
    to = cast.unit("zabita")
    elif_ = cast.staff("elif")
    actions.forward(case=sub_task.case, to=to, reason="Zabıta yürütür.", by=elif_, at=TUESDAY)
    cast.staff("hakan")
    while actions.process_due_sub_tasks(at=WEDNESDAY):
        pass
    # Nobody of the Constabulary has an account: the supervisor is told
    assert told()[1:] == [("manager", ["hakan", "hulya"])]


def test_what_the_center_asked_is_told_to_the_supervisors() -> None:
    case = cast.open_case()
    selin = cast.staff("selin")
    actions.return_not_ours(case=case, reason="Bizim değil.", by=selin, at=TUESDAY)
    asked(case, due_at=DUE, by="elif")
    cast.staff("hakan")
    cast.staff("okan")
    while actions.process_due_sub_tasks(at=WEDNESDAY):
        pass
    # Roads has no manager either
    assert told() == [("remind", ["okan"]), ("manager", ["hakan"])]


def test_of_a_unit_without_a_manager_the_supervisors_are_told() -> None:
    cast.staff("okan")
    asked(led_by_parks(), due_at=DUE)
    cast.staff("hakan")
    while actions.process_due_sub_tasks(at=WEDNESDAY):
        pass
    # Selin leads; nobody manages Roads
    assert told() == [("remind", ["okan"]), ("manager", ["hakan", "selin"])]


def test_the_letter_leads_each_reader_to_what_they_can_do(sub_task: SubTask) -> None:
    while actions.process_due_sub_tasks(at=WEDNESDAY):
        pass
    code = sub_task.case.tracking_code
    bodies = {
        (each.to.partition("@")[0], each.subject): each.body
        for each in Message.objects.filter(purpose="staff")
    }
    late = f"Gecikti: {codes.display(code)} kodlu başvurunun alt işi"
    assert bodies["selin", late].endswith(f"/sub-tasks/of/{code}/")
    assert bodies["hulya", late].endswith(f"/sub-tasks/{sub_task.pk}/")
    assert "Alt işi yapacak birim: Yol ve Bakım" in bodies["selin", late]
    # What somebody typed may be about a citizen: it stays in the municipality
    assert not any(ROAD in body or sub_task.case.text in body for body in bodies.values())


def test_the_story_says_it_to_staff_and_never_to_the_citizen(sub_task: SubTask) -> None:
    while actions.process_due_sub_tasks(at=WEDNESDAY):
        pass
    titles = [step.title for step in timeline.for_staff(sub_task.case)]
    assert any(title.startswith("Alt iş hatırlatıldı: Yol ve Bakım") for title in titles)
    assert any(title.startswith("Alt iş gecikti") and "(Yol ve Bakım" in title for title in titles)
    assert all("sub_task" not in step.name for step in timeline.for_citizen(sub_task.case))
    event = events.history(sub_task.case).get(name="case.sub_task_escalated")
    told = events.read(event, CaseSubTaskReminded, CaseSubTaskEscalated)
    assert (told.sub_task, told.telling) == (sub_task.pk, SubTaskTelling.objects.latest("pk").pk)


def test_who_finds_a_late_sub_task_in_lists(sub_task: SubTask) -> None:
    while actions.process_due_sub_tasks(at=WEDNESDAY):
        pass
    after = DUE + MINUTE
    for username in ("okan", "selin", "nurten", "gulay", "hakan"):
        assert list(shared_work.late_sub_tasks(cast.staff(username), after)) == [sub_task], username
    assert not shared_work.late_sub_tasks(cast.staff("okan"), DUE)
