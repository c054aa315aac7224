"""Events: only ever added, and told in the same transaction."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction
from tests.parts.events.tried import StaffOther, StaffTried

from alo153.accounts.models import User
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor
from alo153.core.models import Event
from alo153.core.payloads import Payload, Undeclared

AT = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
Subscribe = Callable[..., None]


@pytest.fixture
def subscribe() -> Iterator[Subscribe]:
    before = [events.Subscription(what, those) for what, those in events._subscriptions.items()]
    yield lambda *those: events.subscribe(those)
    events.subscribe(before)


@pytest.fixture
def subject(empty_database: None) -> User:
    return User.objects.create(username="elif", full_name="Elif Yıldız", joined_at=AT)


def happen(subject: User, word: str = "") -> Event:
    with transaction.atomic():
        return events.record(StaffTried(word=word), subject=subject, by=Actor.staff(7), at=AT)


def test_an_event_says_what_when_who_and_to_what(subject: User) -> None:
    event = happen(subject, "x")
    kept = Event.objects.get()
    assert kept == event
    assert (kept.name, kept.at, kept.data) == ("staff.tried", AT, {"word": "x"})
    assert kept.actor == Actor.staff(7)
    assert list(events.history(subject)) == [kept]


@pytest.mark.parametrize(
    "rewrite",
    [
        lambda: Event.objects.update(name="other"),
        lambda: Event.objects.all().delete(),
        lambda: Event.objects.get().delete(),
    ],
)
def test_history_cannot_be_rewritten(subject: User, rewrite: Callable[[], object]) -> None:
    happen(subject)
    with pytest.raises(DatabaseError, match="only ever added"), transaction.atomic():
        rewrite()
    assert Event.objects.get().name == "staff.tried"


@pytest.mark.django_db(transaction=True)
def test_an_event_needs_a_transaction() -> None:
    user = User.objects.create(username="elif", full_name="Elif Yıldız", joined_at=AT)
    with pytest.raises(transaction.TransactionManagementError):
        events.record(StaffTried(), subject=user, by=SYSTEM, at=AT)


def test_a_subscriber_writes_in_the_same_transaction(subject: User, subscribe: Subscribe) -> None:
    def rename(event: Event, _: StaffTried) -> None:
        User.objects.filter(pk=event.subject_id).update(full_name="renamed")

    subscribe(events.on(StaffTried, rename))
    with transaction.atomic():
        events.record(StaffTried(), subject=subject, by=SYSTEM, at=AT)
        subject.refresh_from_db()
        assert subject.full_name == "renamed"
        transaction.set_rollback(True)
    subject.refresh_from_db()
    assert subject.full_name == "Elif Yıldız"
    assert not Event.objects.exists()


def test_a_failing_subscriber_undoes_the_event(subject: User, subscribe: Subscribe) -> None:
    def fail(event: Event, what: StaffTried) -> None:
        raise ZeroDivisionError

    subscribe(events.on(StaffTried, fail))
    with pytest.raises(ZeroDivisionError):
        happen(subject)
    assert not Event.objects.exists()


def test_only_subscribers_of_the_name_are_told(subject: User, subscribe: Subscribe) -> None:
    told: list[str] = []
    subscribe(
        events.on(StaffTried, lambda event, what: told.append(what.word)),
        events.on(StaffOther, lambda event, what: told.append("no")),
    )
    happen(subject, "yes")
    assert told == ["yes"]


def test_what_a_row_says_is_read_as_it_was_recorded(subject: User) -> None:
    happen(subject, "x")
    assert events.read(events.history(subject).get(), StaffTried) == StaffTried(word="x")
    with pytest.raises(Undeclared):
        events.read(events.history(subject).get(), StaffOther)


def test_what_says_nothing_is_no_event(subject: User) -> None:
    class Shared(Payload[User]):
        """Has no name of its own."""

    with pytest.raises(Undeclared), transaction.atomic():
        events.record(Shared(), subject=subject, by=SYSTEM, at=AT)


def test_a_name_is_declared_once() -> None:
    with pytest.raises(ValueError, match=r"staff\.tried"):

        class Again(Payload[User], name="staff.tried"):
            """The same name."""
