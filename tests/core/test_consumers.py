"""Consumers: in order, at least once, none lost, and none held up by another that fails."""

from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime, timedelta
from io import StringIO
from threading import Event as Signal
from threading import Thread

import psycopg
import pytest
from django.core.management import CommandError, call_command
from django.db import connection, transaction
from tests.parts.events.sealing import ended
from tests.parts.events.tried import StaffOther, StaffTried

from alo153.accounts.models import User
from alo153.cases.events.life import CaseForwarded
from alo153.core import clock, events, tasks
from alo153.core.actor import SYSTEM
from alo153.core.history import horizon
from alo153.core.history.consumers import actions, declaring, queries
from alo153.core.history.consumers.declaring import Consumer, Happened, consumer
from alo153.core.models import Event, EventCursor

pytestmark = pytest.mark.django_db(transaction=True)
INSERT = (
    "INSERT INTO core_event (name, at, actor_kind, subject_type, subject_id, data)"
    " VALUES ('staff.tried', now(), 'system', 'accounts.user', '1', '{}') RETURNING id"
)
AT = datetime(2026, 3, 3, 11, 0, tzinfo=UTC)
Install = Callable[..., None]


@pytest.fixture
def install() -> Iterator[Install]:
    before = declaring.installed()
    yield lambda *those: declaring.install(those)
    declaring.install(before)


@pytest.fixture
def elif_(empty_database: None) -> User:
    return User.objects.create(username="elif", full_name="Elif Yıldız", joined_at=AT)


class Heard:
    """A consumer that remembers what it got, and fails at a word."""

    def __init__(self, key: str, *, fails_at: str | None = None) -> None:
        self.batches: list[list[str]] = []
        self.fails_at = fails_at
        self.consumer: Consumer = consumer(key, StaffTried, handle=self._handle)

    def _handle(self, those: Sequence[Happened[StaffTried]]) -> None:
        words = [each.what.word for each in those]
        if self.fails_at in words:
            raise ZeroDivisionError("Elif Yıldız said so")
        self.batches.append(words)

    @property
    def words(self) -> list[str]:
        return [word for batch in self.batches for word in batch]


@transaction.atomic
def happen(subject: User, *words: str) -> None:
    for word in words:
        events.record(StaffTried(word=word), subject=subject, by=SYSTEM, at=AT)
        events.record(StaffOther(), subject=subject, by=SYSTEM, at=AT)


def run(at: datetime = AT) -> bool:
    return actions.consume(since=ended(horizon.mark()), now=lambda: at)


def test_each_event_comes_once_and_in_order(elif_: User, install: Install) -> None:
    heard, later = Heard("first"), Heard("second")
    install(heard.consumer)
    happen(elif_, "a", "b")
    assert run()
    happen(elif_, "c")
    install(heard.consumer, later.consumer)
    assert run()
    assert run()
    assert heard.batches == [["a", "b"], ["c"]]
    assert later.words == ["a", "b", "c"], "who comes later hears all from the beginning"
    assert {each.events for each in queries.standings()} == {0}


def test_many_events_come_in_batches(
    elif_: User, install: Install, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(actions, "MOST_AT_ONCE", 2)
    monkeypatch.setattr(actions, "MOST_BATCHES", 2)
    heard = Heard("first")
    install(heard.consumer)
    happen(elif_, "a", "b", "c", "d", "e")
    assert not run(), "more than one run does"
    assert heard.batches == [["a", "b"], ["c", "d"]]
    assert run()
    assert heard.words == ["a", "b", "c", "d", "e"]


def test_a_smaller_number_that_appears_later_is_not_lost(elif_: User, install: Install) -> None:
    """Numbers are given before transactions end, whichever of the two began first."""
    heard = Heard("first")
    install(heard.consumer)
    parameters = connection.get_connection_params()
    for quick_begins_first in (True, False):
        heard.batches.clear()
        with psycopg.connect(**parameters) as quick, psycopg.connect(**parameters) as slow:
            if quick_begins_first:
                quick.execute("SELECT pg_current_xact_id()")
            (smaller,) = slow.execute(INSERT).fetchone() or ()
            (larger,) = quick.execute(INSERT).fetchone() or ()
            quick.commit()
            mark = horizon.mark()
            assert (mark.event, smaller < larger) == (larger, True)
            assert not actions.consume(since=mark, now=clock.now)
            assert heard.words == []
            slow.commit()
        assert actions.consume(since=ended(mark), now=clock.now)
        assert len(heard.words) == 2
    assert EventCursor.objects.get().after == Event.objects.latest("id").pk


def test_a_poisoned_event_stops_its_consumer_and_no_other(
    elif_: User, install: Install, caplog: pytest.LogCaptureFixture
) -> None:
    poisoned, well = Heard("poisoned", fails_at="b"), Heard("well")
    install(poisoned.consumer, well.consumer)
    happen(elif_, "a", "b", "c")
    run()
    assert well.words == ["a", "b", "c"]
    assert poisoned.words == ["a"], "what came before it is handled, what is behind it waits"
    standing, _ = queries.standings()
    failing = Event.objects.filter(name="staff.tried").order_by("id")[1]
    assert (standing.failing, standing.error) == (failing.pk, "ZeroDivisionError")
    assert f"consumer poisoned fails at event {failing.pk}: ZeroDivisionError" in caplog.text
    assert "Elif" not in caplog.text


def test_what_fails_is_tried_again_later_and_later(elif_: User, install: Install) -> None:
    heard = Heard("first", fails_at="a")
    install(heard.consumer)
    happen(elif_, "a", "b")
    at, waits = AT, []
    for times in range(1, 9):
        run(at)
        run(at)  # not yet
        cursor = EventCursor.objects.get()
        assert cursor.failures == times
        assert cursor.try_again_at
        waits.append((cursor.try_again_at - at) / timedelta(minutes=1))
        at = cursor.try_again_at
    assert waits == [1, 2, 4, 8, 16, 32, 60, 60]
    heard.fails_at = None
    run(at)
    assert heard.words == ["a", "b"]
    cursor = EventCursor.objects.get()
    assert (cursor.failing, cursor.failures, cursor.try_again_at) == (None, 0, None)


def test_what_a_failing_consumer_wrote_is_not_there(elif_: User, install: Install) -> None:
    def write(those: Sequence[Happened[StaffTried]]) -> None:
        User.objects.update(full_name="renamed")
        raise ZeroDivisionError

    install(consumer("first", StaffTried, handle=write))
    happen(elif_, "a")
    run()
    elif_.refresh_from_db()
    assert elif_.full_name == "Elif Yıldız"


def test_an_event_that_cannot_be_read_is_poisoned_too(elif_: User, install: Install) -> None:
    install(consumer("first", CaseForwarded, handle=lambda those: None))
    with connection.cursor() as cursor:
        cursor.execute(INSERT.replace("staff.tried", "case.forwarded"))
    run()
    (standing,) = queries.standings()
    assert (standing.error, standing.events) == ("Unreadable", 1)


def test_two_workers_share_the_consumers(elif_: User, install: Install) -> None:
    inside, may_end = Signal(), Signal()
    slow: list[int] = []

    def wait(those: Sequence[Happened[StaffTried]]) -> None:
        inside.set()
        assert may_end.wait(120)
        slow.extend(each.event.pk for each in those)

    heard = Heard("second")
    install(consumer("first", StaffTried, handle=wait), heard.consumer)
    happen(elif_, "a", "b")
    mark = ended(horizon.mark())

    def work() -> None:
        try:
            actions.consume(since=mark, now=clock.now)
        finally:
            connection.close()

    one = Thread(target=work)
    one.start()
    assert inside.wait(120)
    # The other worker: it does not wait for the first consumer, and does the second one
    assert actions.consume(since=mark, now=clock.now)
    assert heard.words == ["a", "b"]
    may_end.set()
    one.join(120)
    assert actions.consume(since=mark, now=clock.now)
    assert (len(slow), heard.words) == (2, ["a", "b"])


def test_events_are_handled_again_from_a_point(elif_: User, install: Install) -> None:
    heard = Heard("first")
    install(heard.consumer)
    happen(elif_, "a", "b")
    run()
    first = Event.objects.filter(name="staff.tried").earliest("id")
    said = StringIO()
    call_command("replay_events", "first", "--after", str(first.pk), stdout=said)
    end = Event.objects.latest("id").pk
    expected = f"first was behind event {end}, and goes on behind {first.pk}\n"
    assert said.getvalue() == expected
    run()
    assert heard.words == ["a", "b", "b"]
    with pytest.raises(CommandError, match="never is none of: first"):
        call_command("replay_events", "never", "--after", "0")


def test_a_poisoned_event_is_passed_by_hand(elif_: User, install: Install) -> None:
    heard = Heard("first", fails_at="a")
    install(heard.consumer)
    happen(elif_, "a", "b")
    run()
    failing = EventCursor.objects.get().failing
    call_command("replay_events", "first", "--after", str(failing), stdout=StringIO())
    run()
    assert heard.words == ["b"]


def test_the_worker_handles_what_its_mark_saw(elif_: User, install: Install) -> None:
    heard = Heard("first")
    install(heard.consumer)
    happen(elif_, "a")
    mark = ended(horizon.mark())
    happen(elif_, "b")
    tasks.consume(event=mark.event, transaction=mark.transaction)
    tasks.consume(event=mark.event, transaction=mark.transaction)
    assert heard.words == ["a"]
