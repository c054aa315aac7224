"""The journal keeps the order of each call and waits for PostgreSQL without losing a fact."""

from __future__ import annotations

import threading
from collections.abc import Sequence

from tests.parts.waiting import SECONDS

from alo153.switchboard.acd.turn.facts import CallQueued, Fact
from alo153.switchboard.runtime.journal import MOST, Journal


class Away(Exception):
    """PostgreSQL is away."""


class Book:
    """A pretended PostgreSQL that can be away."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.there = threading.Event()
        self.there.set()
        self.asked = threading.Event()
        self.batches = 0

    def write(self, batch: Sequence[Fact]) -> None:
        self.asked.set()
        if not self.there.is_set():
            raise Away
        if any(fact.at < 0 for fact in batch):
            raise ValueError("a fact that cannot be written")
        self.facts += batch
        self.batches += 1

    def journal(self) -> Journal:
        return Journal(self.write, away=(Away,))


def test_the_facts_of_each_call_stay_in_order() -> None:
    book = Book()
    journal = book.journal()
    for number in range(200):
        journal.put(CallQueued(at=number, call=f"call-{number % 7}"))
    assert journal.close(seconds=SECONDS) == 0
    for call in range(7):
        written = [fact.at for fact in book.facts if fact.call == f"call-{call}"]
        assert written == sorted(written)
    assert len(book.facts) == 200


def test_while_postgresql_is_away_the_journal_grows_and_catches_up() -> None:
    book = Book()
    journal = book.journal()
    book.there.clear()
    for number in range(50):
        journal.put(CallQueued(at=number, call="a"))
    assert book.asked.wait(SECONDS)
    assert journal.depth == 50
    book.there.set()
    assert journal.close(seconds=SECONDS) == 0
    assert [fact.at for fact in book.facts] == list(range(50))


def test_a_fact_that_cannot_be_written_stops_nobody() -> None:
    book = Book()
    journal = book.journal()
    book.there.clear()
    for at in (1, -1, 2):
        journal.put(CallQueued(at=at, call="a"))
    assert book.asked.wait(SECONDS)
    book.there.set()
    assert journal.close(seconds=SECONDS) == 0
    assert [fact.at for fact in book.facts] == [1, 2]


def test_what_waits_is_written_at_once() -> None:
    book = Book()
    book.there.clear()
    journal = book.journal()
    for number in range(2 * MOST):
        journal.put(CallQueued(at=number, call="a"))
    book.there.set()
    assert journal.close(seconds=SECONDS) == 0
    assert len(book.facts) == 2 * MOST
    assert book.batches <= 3


def test_what_could_not_be_written_in_time_is_counted() -> None:
    book = Book()
    book.there.clear()
    journal = book.journal()
    for number in range(3):
        journal.put(CallQueued(at=number, call="a"))
    assert journal.close(seconds=0.1) == 3
