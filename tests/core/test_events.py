"""Events: only ever added, and told in the same transaction."""

from collections.abc import Callable, Iterator
from datetime import UTC, datetime

import pytest
from django.db import DatabaseError, transaction

from alo153.accounts.models import User
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor
from alo153.core.models import Event

AT = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
Subscribe = Callable[..., None]


@pytest.fixture
def subscribe() -> Iterator[Subscribe]:
    before = dict(events._subscriptions)
    yield lambda **those: events.subscribe({k.replace("_", "."): v for k, v in those.items()})
    events.subscribe(before)


@pytest.fixture
def subject(empty_database: None) -> User:
    return User.objects.create(username="elif", full_name="Elif Yıldız", joined_at=AT)


def happen(subject: User, **data: str) -> Event:
    with transaction.atomic():
        return events.record("staff.tried", subject=subject, by=Actor.staff(7), at=AT, **data)


def test_an_event_says_what_when_who_and_to_what(subject: User) -> None:
    event = happen(subject, word="x")
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
        events.record("staff.tried", subject=user, by=SYSTEM, at=AT)


def test_a_subscriber_writes_in_the_same_transaction(subject: User, subscribe: Subscribe) -> None:
    def rename(event: Event) -> None:
        User.objects.filter(pk=event.subject_id).update(full_name="renamed")

    subscribe(staff_tried=[rename])
    with transaction.atomic():
        events.record("staff.tried", subject=subject, by=SYSTEM, at=AT)
        subject.refresh_from_db()
        assert subject.full_name == "renamed"
        transaction.set_rollback(True)
    subject.refresh_from_db()
    assert subject.full_name == "Elif Yıldız"
    assert not Event.objects.exists()


def test_a_failing_subscriber_undoes_the_event(subject: User, subscribe: Subscribe) -> None:
    def fail(event: Event) -> None:
        raise ZeroDivisionError

    subscribe(staff_tried=[fail])
    with pytest.raises(ZeroDivisionError):
        happen(subject)
    assert not Event.objects.exists()


def test_only_subscribers_of_the_name_are_told(subject: User, subscribe: Subscribe) -> None:
    told: list[str] = []
    subscribe(staff_tried=[lambda e: told.append("yes")], staff_other=[lambda e: told.append("no")])
    happen(subject)
    assert told == ["yes"]
