"""An alarm that nobody looks at in the city's time is told to the supervisors, once."""

from datetime import timedelta

import pytest
from tests import cast
from tests.cases.at_once import at_once
from tests.cases.life import confidential
from tests.cases.life.alarms import GAS, flag_of
from tests.cases.telling.told import readers
from tests.parts.roles import Role

from alo153.accounts.actions import enroll
from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.cases.telling import timeline
from alo153.citizens.channel import Channel
from alo153.city.models import City
from alo153.contacts.models import Message
from alo153.core import events
from alo153.core.actor import SYSTEM
from alo153.core.clock import now
from alo153.core.ttl_cache import forget_cached
from alo153.notices import sending
from alo153.notices.models import StaffNotice

pytestmark = pytest.mark.django_db
HEARD = cast.AT
TEN_MINUTES = timedelta(minutes=10)
SECOND = timedelta(seconds=1)


@pytest.fixture
def case() -> Case:
    """Return the case of a smell of gas at ten, in a house with one supervisor, Filiz."""
    supervisor()
    return cast.open_case(GAS, at=HEARD)


def supervisor() -> User:
    return enroll(
        username="filiz",
        full_name="Filiz Acar",
        email="filiz@kocaeli.example",
        roles=[Role.SUPERVISOR],
        password=cast.PASSWORD,
        by=SYSTEM,
        at=HEARD,
    )


def told(case: Case) -> list[str]:
    return readers(f"alarm:{flag_of(case).pk}")


def letters() -> list[str]:
    return list(Message.objects.filter(purpose="staff").values_list("to", flat=True))


def times(case: Case) -> int:
    return events.history(case).filter(name="case.alarm_overdue").count()


def test_supervisors_are_told_when_ten_minutes_are_over_and_never_again(case: Case) -> None:
    assert actions.process_due_alarms(at=HEARD + TEN_MINUTES - SECOND) == 0
    for later in (TEN_MINUTES, TEN_MINUTES, timedelta(hours=1), timedelta(days=3)):
        actions.process_due_alarms(at=HEARD + later)
    assert flag_of(case).overdue_at == HEARD + TEN_MINUTES
    assert told(case) == ["filiz"]
    assert letters() == ["filiz@kocaeli.example"]
    assert times(case) == 1


def test_the_case_stays_as_it_was(case: Case) -> None:
    before = Case.objects.values().get()
    actions.process_due_alarms(at=HEARD + TEN_MINUTES)
    assert flag_of(case).overdue_at
    assert Case.objects.values().get() == before
    assert flag_of(case).state == "raised"


@pytest.mark.parametrize("settled", ["urgent", "no alarm"])
def test_of_an_alarm_that_a_person_looked_at_nobody_is_told(case: Case, settled: str) -> None:
    flag, elif_ = flag_of(case), cast.staff("elif")
    if settled == "urgent":
        actions.confirm_alarm(flag=flag, by=elif_, at=HEARD + SECOND)
    else:
        actions.dismiss_alarm(flag=flag, reason="Tüp değişti.", by=elif_, at=HEARD + SECOND)
    assert actions.process_due_alarms(at=HEARD + TEN_MINUTES) == 0
    assert (told(case), letters()) == ([], [])


def test_an_overdue_alarm_is_still_settled_by_a_person(case: Case) -> None:
    actions.process_due_alarms(at=HEARD + TEN_MINUTES)
    at = HEARD + 2 * TEN_MINUTES
    actions.confirm_alarm(flag=flag_of(case), by=cast.staff("elif"), at=at)
    case.refresh_from_db()
    assert case.urgent_at == at


def test_the_city_says_in_how_many_minutes(case: Case) -> None:
    City.objects.update(look_within=3)
    forget_cached()
    assert actions.process_due_alarms(at=HEARD + timedelta(minutes=3) - SECOND) == 0
    assert actions.process_due_alarms(at=HEARD + timedelta(minutes=3)) == 1


def test_a_worker_that_dies_while_it_tells_has_told_nobody_and_the_next_tells_once(
    case: Case, monkeypatch: pytest.MonkeyPatch
) -> None:
    class Killed(BaseException):
        """No code of the program comes after it."""

    def die(*_: object, **__: object) -> None:
        raise Killed

    with monkeypatch.context() as dying:
        dying.setattr(sending.contacts, "write", die)
        with pytest.raises(Killed):
            actions.process_due_alarms(at=HEARD + TEN_MINUTES)
    assert (flag_of(case).overdue_at, letters(), times(case)) == (None, [], 0)
    actions.process_due_alarms(at=HEARD + TEN_MINUTES)
    assert (len(letters()), times(case)) == (1, 1)


@pytest.mark.django_db(transaction=True)
def test_two_workers_at_the_same_moment_tell_once(case: Case) -> None:
    at_once(*[lambda: actions.process_due_alarms(at=HEARD + TEN_MINUTES)] * 2)
    assert (len(letters()), times(case)) == (1, 1)


def test_the_letter_names_the_alarm_and_no_word_of_the_citizen(case: Case) -> None:
    actions.process_due_alarms(at=HEARD + TEN_MINUTES)
    letter = Message.objects.get(purpose="staff")
    assert letter.subject == (
        f"Bir alarma kimse bakmadı: {codes.display(case.tracking_code)} kodlu başvuru"
    )
    assert letter.body.startswith("Gaz kokusu\n")
    assert f"/center/cases/{case.tracking_code}/" in letter.body
    assert "korkuyoruz" not in letter.body


def test_a_confidential_alarm_is_told_to_who_may_read_it_and_not_named_outside() -> None:
    supervisor()
    cast.staff("sevgi")
    case = confidential.opened()
    flag = flag_of(case)
    actions.process_due_alarms(at=now())
    assert told(case) == ["sevgi"]
    letter = sending.words(StaffNotice.objects.get(), Channel.EMAIL)
    assert letter.body.startswith("Gizli başvuru\n")
    assert flag.name not in letter.subject + letter.body


def test_the_story_says_it_to_staff_and_never_to_the_citizen(case: Case) -> None:
    actions.process_due_alarms(at=HEARD + TEN_MINUTES)
    (step,) = [each for each in timeline.for_staff(case) if each.name == "case.alarm_overdue"]
    assert step.title == "Alarma kimse bakmadı: süpervizörlere bildirildi"
    assert all("alarm" not in each.name for each in timeline.for_citizen(case))
