"""What staff are told, in the ways each of them chose."""

from datetime import time, timedelta

import pytest
from tests import cast

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.cases.time.notices import ALARM, DEADLINE
from alo153.contacts.about import About
from alo153.contacts.models import Message
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.models import Event
from alo153.notices import actions, queries
from alo153.notices.actions import Told
from alo153.notices.models import StaffNotice
from alo153.notices.registry import NoticeKind, Way, notice_kind

pytestmark = pytest.mark.django_db
EVENING = cast.AT.replace(hour=20)  # 23:00 in Kocaeli
WORDS = Told(title="Süresi doluyor", lines=("Ağaç budama", "Parklar"), path="/late/")


@pytest.fixture
def case() -> Case:
    return cast.open_case()


def give(case: Case, *readers: User, kind: NoticeKind = DEADLINE, cause: str = "x:1") -> None:
    actions.give_notice(
        kind=kind,
        cause=cause,
        about=case,
        words=dict.fromkeys(readers, WORDS),
        by=SYSTEM,
        at=EVENING,
    )


def choose(user: User, *ways: Way, quiet: tuple[time, time] | None = None) -> None:
    actions.choose_ways(
        by=user,
        ways={DEADLINE: ways, ALARM: ways},
        mobile="+905320000142",
        quiet=quiet,
        at=cast.AT,
    )


def sent() -> list[tuple[str, str]]:
    rows = Message.objects.filter(purpose="staff").order_by("channel")
    return list(rows.values_list("channel", "to"))


def test_who_has_chosen_nothing_finds_it_in_the_list_and_gets_an_e_mail(case: Case) -> None:
    selin = cast.staff("selin")
    give(case, selin)
    (notice,) = queries.unread(selin)
    assert (notice.title, notice.path) == ("Süresi doluyor", "/late/")
    (message,) = Message.objects.filter(purpose="staff")
    assert (message.to, message.subject) == ("selin@kocaeli.example", "Süresi doluyor")
    assert message.body.splitlines()[:2] == ["Ağaç budama", "Parklar"]
    assert message.body.endswith("/late/")
    assert message.about == About.row(case)
    event = Event.objects.get(name="notice.given")
    assert (event.subject_id, event.data) == (str(notice.pk), {"kind": "deadline"})


def test_nobody_is_told_twice_of_one_cause(case: Case) -> None:
    selin, nurten = cast.staff("selin"), cast.staff("nurten")
    give(case, selin)
    give(case, selin, nurten)
    assert StaffNotice.objects.count() == 2
    assert [to for _, to in sent()] == ["selin@kocaeli.example", "nurten@kocaeli.example"]
    assert queries.readers(["x:1", "x:2"]) == {
        "x:1": sorted([nurten.full_name, selin.full_name]),
        "x:2": [],
    }


def test_each_hears_in_the_ways_they_chose(case: Case) -> None:
    selin = cast.staff("selin")
    choose(selin, Way.SMS)
    give(case, selin)
    assert sent() == [("sms", "+905320000142")]
    text = Message.objects.get(purpose="staff").body
    assert text.startswith("Süresi doluyor http")
    choose(selin)
    give(case, selin, cause="x:2")
    assert len(sent()) == 1, "only in the list"
    choose(selin, Way.SMS, Way.EMAIL)
    give(case, selin, cause="x:3")
    assert len(sent()) == 3


def test_quiet_hours_hold_back_what_is_not_urgent(case: Case) -> None:
    selin = cast.staff("selin")
    choose(selin, Way.EMAIL, quiet=(time(22), time(7, 30)))
    give(case, selin)
    held = Message.objects.get(purpose="staff")
    assert held.due_at == EVENING + timedelta(hours=8, minutes=30)
    give(case, selin, kind=ALARM, cause="alarm:1")
    assert Message.objects.filter(purpose="staff", due_at=EVENING).count() == 1


def test_what_is_read_is_read_and_only_by_its_reader(case: Case) -> None:
    selin, nurten = cast.staff("selin"), cast.staff("nurten")
    for cause in ("x:1", "x:2"):
        give(case, selin, nurten, cause=cause)
    first = queries.unread(selin).last()
    assert first
    actions.read_notices(by=nurten, at=cast.AT, keys=[first.pk])
    assert queries.unread(selin).count() == 2
    actions.read_notices(by=selin, at=cast.AT, keys=[first.pk])
    assert queries.unread(selin).count() == 1
    actions.read_notices(by=selin, at=cast.AT)
    assert (queries.unread(selin).count(), queries.unread(nurten).count()) == (0, 2)
    assert queries.told(selin).count() == 2


def test_what_somebody_chose_is_kept_with_an_event_without_their_number() -> None:
    selin = cast.staff("selin")
    choose(selin, Way.SMS)
    event = events.history(selin).get(name="staff.ways_chosen")
    assert event.data == {"ways": ["deadline:sms", "alarm:sms"]}


def test_a_name_of_a_kind_is_taken_once() -> None:
    with pytest.raises(ValueError, match="deadline"):
        notice_kind("deadline", "x")
