"""A unit of work: one transaction, told once at its end, and nestable."""

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext
from tests.parts.events.tried import StaffOther, StaffTried

from alo153.accounts.models import User
from alo153.core import events, live
from alo153.core.actor import SYSTEM
from alo153.core.batch import Gathered, batch, gathered
from alo153.core.clock import now
from alo153.core.models import Event


class Kept(Gathered):
    """Rows of something."""

    def __init__(self, written: list[str], word: str) -> None:
        self.written, self.word = written, word

    def write(self) -> None:
        events.record(StaffTried(word=self.word), subject=User(pk=1), by=SYSTEM, at=now())
        live.publish(self.word)
        self.written.append(self.word)


def record(what: StaffTried | StaffOther) -> None:
    events.record(what, subject=User(pk=1), by=SYSTEM, at=now())


def recorded() -> list[str]:
    """Name the events, each with its word."""
    those = Event.objects.filter(name__in=[StaffTried.name, StaffOther.name]).order_by("id")
    return [" ".join([each.name, *filter(None, [each.data.get("word")])]) for each in those]


def hints(queries: CaptureQueriesContext) -> list[str]:
    return [each["sql"] for each in queries.captured_queries if "pg_notify" in each["sql"]]


@pytest.mark.django_db
def test_what_is_told_many_times_is_told_once_at_the_end() -> None:
    with CaptureQueriesContext(connection) as queries, batch():
        for word in "ab":
            record(StaffTried(word=word))
            live.publish("center", f"agent:{word}")
            with batch():
                record(StaffOther())
                live.publish("center")
        assert recorded() == []
    (hint,) = hints(queries)
    assert (hint.count("center"), hint.count("agent:")) == (1, 2)
    assert recorded() == ["staff.tried a", "staff.other", "staff.tried b", "staff.other"]


@pytest.mark.django_db
def test_rows_come_before_events_and_events_before_hints() -> None:
    written: list[str] = []
    with CaptureQueriesContext(connection) as queries, batch() as work:
        live.publish("early")
        record(StaffTried(word="early"))
        work.take(Kept(written, "rows"))
        with batch() as inner:
            inner.take(Kept(written, "of the inner one, which is not the first"))
            assert gathered(Kept).word == "rows"
    assert written == ["rows"]
    assert recorded() == ["staff.tried early", "staff.tried rows"]
    assert len(hints(queries)) == 1
    assert "pg_notify" in queries.captured_queries[-1]["sql"]
    with pytest.raises(LookupError):
        gathered(Kept)


def fail(written: list[str]) -> None:
    with batch() as work:
        work.take(Kept(written, "rows"))
        live.publish("center")
        record(StaffTried())
        User.objects.create(username="yok", full_name="Yok", joined_at=now())
        raise ZeroDivisionError


@pytest.mark.django_db(transaction=True)
def test_what_fails_writes_and_tells_nothing() -> None:
    written: list[str] = []
    with CaptureQueriesContext(connection) as queries, pytest.raises(ZeroDivisionError):
        fail(written)
    assert (written, hints(queries), recorded()) == ([], [], [])
    assert not User.objects.filter(username="yok").exists()
