"""A hard call: the agent recovers, a supervisor knows that there was one, and nothing of it."""

from datetime import timedelta

import pytest
from tests import cast
from tests.quality import made

from alo153.accounts.policy import NotPermitted
from alo153.calls.models import Command
from alo153.care import actions
from alo153.care.models import HardCall, Hardness
from alo153.care.queries import own
from alo153.core.models import Event
from alo153.notices.models import StaffNotice

pytestmark = pytest.mark.django_db
LATER = cast.AT + timedelta(minutes=5)


def mark(hardness: Hardness = Hardness.SUICIDE) -> HardCall:
    return actions.mark_hard(hardness=hardness, by=cast.staff("elif"), at=LATER)


def test_the_recovery_pause_begins() -> None:
    contact = made.contact()
    assert mark().interaction == contact
    command = Command.objects.get()
    assert (command.name, command.payload["reason"]) == ("pause", "recovery")


def test_supervisors_read_that_there_was_one_and_not_what_it_was() -> None:
    cast.staff("hakan")
    made.contact()
    mark()
    notice = StaffNotice.objects.get(reader=cast.staff("hakan"))
    assert notice.title == "Elif Yıldız zor bir çağrı aldı ve toparlanma molasında"
    assert "intihar" not in notice.title + notice.text
    assert "suicide" not in str(list(Event.objects.values_list("data", flat=True)))
    assert not StaffNotice.objects.filter(reader=cast.staff("elif")).exists()


def test_the_same_call_is_marked_once_and_told_once() -> None:
    cast.staff("hakan")
    made.contact()
    mark(Hardness.ABUSE)
    mark(Hardness.THREAT)
    assert list(HardCall.objects.values_list("hardness", flat=True)) == ["threat"]
    assert StaffNotice.objects.count() == 1


def test_the_agent_reads_the_load_of_the_day() -> None:
    for minute, hardness in enumerate((Hardness.ABUSE, Hardness.DEATH)):
        made.contact(at=cast.AT + timedelta(minutes=minute))
        mark(hardness)
    load = own.load(cast.staff("elif"), LATER)
    assert (load.hard, load.abusive, load.is_too_much) == (2, 1, False)
    assert own.load(cast.staff("elif"), LATER + timedelta(days=1)).hard == 0


def test_whoever_answers_no_calls_marks_none() -> None:
    with pytest.raises(NotPermitted):
        actions.mark_hard(hardness=Hardness.ABUSE, by=cast.staff("selin"), at=LATER)
