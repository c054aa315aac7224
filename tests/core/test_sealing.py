"""Events are sealed once nobody writes among them any more; what is changed later shows."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from django.db import DatabaseError, connection, transaction
from tests.parts.events.sealing import ended
from tests.parts.events.tried import StaffTried

from alo153.accounts.models import User
from alo153.core import events, tasks
from alo153.core.actor import SYSTEM
from alo153.core.history import horizon
from alo153.core.history.sealing import actions, queries
from alo153.core.history.sealing.queries import Standing
from alo153.core.models import Event, Seal

pytestmark = pytest.mark.django_db(transaction=True)
INSERT = (
    "INSERT INTO core_event (name, at, actor_kind, subject_type, subject_id, data)"
    " VALUES ('staff.tried', now(), 'system', 'accounts.user', '1', '{}')"
)
AT = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)


@pytest.fixture
def elif_(empty_database: None) -> User:
    return User.objects.create(username="elif", full_name="Elif Yıldız", joined_at=AT)


def happen(subject: User, times: int = 1) -> list[Event]:
    with transaction.atomic():
        return [
            events.record(StaffTried(turn=turn, part=0.1), subject=subject, by=SYSTEM, at=AT)
            for turn in range(times)
        ]


def seal(at: datetime = AT, **how: int) -> int:
    return actions.seal_events(since=ended(horizon.mark()), at=at, **how)


@pytest.fixture
def tampering() -> Iterator[psycopg.Cursor]:
    """Somebody who rules the database, and takes the triggers away."""
    with connection.cursor() as cursor:
        for table in ("core_event", "core_seal"):
            cursor.execute(f"ALTER TABLE {table} DISABLE TRIGGER USER")
        yield cursor
        for table in ("core_event", "core_seal"):
            cursor.execute(f"ALTER TABLE {table} ENABLE TRIGGER USER")


def test_each_seal_stands_on_the_one_before(elif_: User) -> None:
    happen(elif_, 3)
    assert seal() == 3
    happen(elif_, 2)
    assert seal() == 2
    assert seal() == 0
    first, second = Seal.objects.order_by("id")
    assert second.previous == first.hash
    assert (second.after_event, second.events) == (first.last_event, 2)
    assert [whole for _, whole in queries.walk()] == [True, True]
    assert [whole for _, whole in queries.walk(after=first.pk)] == [True]


def test_many_events_are_sealed_in_runs(elif_: User) -> None:
    happen(elif_, 5)
    assert seal(most=2) == 5
    assert list(Seal.objects.order_by("id").values_list("events", flat=True)) == [2, 2, 1]
    assert all(whole for _, whole in queries.walk())


def test_an_event_waits_and_is_then_sealed(elif_: User) -> None:
    (event,) = happen(elif_)
    assert queries.check(event).standing is Standing.WAITING
    seal()
    checked = queries.check(event)
    assert checked.standing is Standing.SEALED
    assert checked.seal == checked.head == Seal.objects.get()


def test_nothing_is_sealed_among_what_somebody_still_writes(elif_: User) -> None:
    """A smaller number may become visible later than a larger one."""
    with psycopg.connect(**connection.get_connection_params()) as slow:
        slow.execute(INSERT)
        happen(elif_)
        mark = horizon.mark()
        assert actions.seal_events(since=mark, at=AT) == 0
        slow.commit()
    assert actions.seal_events(since=ended(mark), at=AT) == 2, "both, in the order of their numbers"


def test_nor_among_what_somebody_writes_who_began_later(elif_: User) -> None:
    """The newest transaction that has ended is not the newest that has begun."""
    parameters = connection.get_connection_params()
    with psycopg.connect(**parameters) as quick, psycopg.connect(**parameters) as slow:
        quick.execute("SELECT pg_current_xact_id()")
        for each in (slow, quick):
            each.execute(INSERT)
        quick.commit()
        mark = horizon.mark()
        assert actions.seal_events(since=mark, at=AT) == 0
        slow.commit()
    assert actions.seal_events(since=ended(mark), at=AT) == 2


def test_nothing_is_marked_while_somebody_has_a_number_and_no_transaction_yet(elif_: User) -> None:
    """An INSERT takes the number of its event first; a machine may stand still in between."""
    happen(elif_)
    with psycopg.connect(**connection.get_connection_params()) as slow:
        slow.execute("LOCK TABLE core_event IN ROW EXCLUSIVE MODE")  # so does an INSERT
        assert horizon.mark().event == 0
        slow.execute(INSERT)
        assert horizon.mark().event == Event.objects.latest("id").pk
        assert not horizon.have_ended(horizon.mark().transaction)
    assert horizon.mark().event == Event.objects.latest("id").pk


@pytest.mark.parametrize(
    "change",
    [
        "UPDATE core_event SET data = '{}' WHERE id = %s",
        "UPDATE core_event SET at = at + interval '1 second' WHERE id = %s",
        "DELETE FROM core_event WHERE id = %s",
    ],
)
def test_a_changed_event_shows(elif_: User, tampering: psycopg.Cursor, change: str) -> None:
    before, changed, after = happen(elif_, 3)
    seal(most=3)
    tampering.execute(change, [changed.pk])
    assert [whole for _, whole in queries.walk()] == [False]
    assert queries.check(before).standing is Standing.BROKEN
    assert queries.check(after).standing is Standing.BROKEN


def test_an_event_put_in_later_shows(elif_: User, tampering: psycopg.Cursor) -> None:
    first, second = happen(elif_, 2)
    seal()
    tampering.execute("UPDATE core_event SET id = id + 10 WHERE id = %s", [second.pk])
    assert queries.check(first).standing is Standing.BROKEN


def test_a_seal_made_anew_does_not_fit_the_next(elif_: User, tampering: psycopg.Cursor) -> None:
    (changed,) = happen(elif_)
    seal()
    happen(elif_)
    seal()
    tampering.execute("UPDATE core_event SET data = '{}' WHERE id = %s", [changed.pk])
    old = Seal.objects.order_by("id").first()
    assert old
    tampering.execute("DELETE FROM core_seal WHERE id = %s", [old.pk])
    remade = _as_a_forger_would(old)
    remade.save(force_insert=True)
    assert [whole for _, whole in queries.walk()] == [True, False]
    assert queries.check(changed).standing is Standing.BROKEN


def test_a_gap_between_two_seals_shows(elif_: User, tampering: psycopg.Cursor) -> None:
    """ADR 13: events taken out whole, and the next seal made anew behind the gap."""
    for _ in range(3):
        (last,) = happen(elif_)
        seal()
    first, second, third = Seal.objects.order_by("id")
    tampering.execute("DELETE FROM core_event WHERE id = %s", [second.last_event])
    tampering.execute("DELETE FROM core_seal WHERE id >= %s", [second.pk])
    third.previous = first.hash
    _as_a_forger_would(third).save(force_insert=True)
    assert [whole for _, whole in queries.walk()] == [True, False]
    assert queries.check(last).standing is Standing.BROKEN


def _as_a_forger_would(old: Seal) -> Seal:
    run = Event.objects.filter(id__gt=old.after_event, id__lte=old.last_event).order_by("id")
    old.digest = queries.chain.digest_of(queries.facts(run))
    old.hash = queries.chain.seal(
        previous=old.previous,
        after=old.after_event,
        last=old.last_event,
        events=old.events,
        digest=old.digest,
    )
    return old


def test_the_database_refuses_to_change_a_seal(elif_: User) -> None:
    happen(elif_)
    seal()
    with pytest.raises(DatabaseError, match="only ever added"):
        Seal.objects.update(hash="0")
    with pytest.raises(DatabaseError, match="only ever added"):
        Seal.objects.all().delete()


def test_two_who_seal_at_once_make_one_seal(elif_: User) -> None:
    happen(elif_)
    mark = ended(horizon.mark())
    with psycopg.connect(**connection.get_connection_params()) as other:
        other.execute("SELECT pg_advisory_xact_lock(hashtextextended('core.seal', 0))")
        assert actions.seal_events(since=mark, at=AT) == 0
    assert actions.seal_events(since=mark, at=AT) == 1


def test_the_last_seal_of_each_day_is_published(elif_: User) -> None:
    for hours in (0, 1, 24, 25, 72):
        happen(elif_)
        seal(AT + timedelta(hours=hours))
    published = queries.heads(days=30, now=AT + timedelta(hours=73), zone=UTC)
    assert [each.at for each in published] == [AT + timedelta(hours=h) for h in (72, 25, 1)]
    assert queries.heads(days=2, now=AT + timedelta(hours=73), zone=UTC) == published[:2]


def test_the_worker_seals_what_its_mark_saw(elif_: User) -> None:
    happen(elif_, 2)
    mark = ended(horizon.mark())
    happen(elif_)
    tasks.seal(event=mark.event, transaction=mark.transaction)
    tasks.seal(event=mark.event, transaction=mark.transaction)
    assert list(Seal.objects.values_list("events", flat=True)) == [2]
