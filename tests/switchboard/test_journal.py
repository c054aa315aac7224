"""The journal keeps the order of each call and waits for PostgreSQL without losing a fact."""

from __future__ import annotations

import threading

from alo153.switchboard.acd.facts import CallQueued, Fact
from alo153.switchboard.journal import Journal


class Away(Exception):
    """PostgreSQL is away."""


class Book:
    """A pretended PostgreSQL that can be away."""

    def __init__(self) -> None:
        self.facts: list[Fact] = []
        self.there = threading.Event()
        self.there.set()
        self.asked = threading.Event()
        self.lock = threading.Lock()

    def write(self, fact: Fact) -> None:
        self.asked.set()
        if not self.there.is_set():
            raise Away
        if fact.at < 0:
            raise ValueError("a fact that cannot be written")
        with self.lock:
            self.facts.append(fact)

    def journal(self) -> Journal:
        return Journal(self.write, away=(Away,), reconnect=lambda: None)


def test_the_facts_of_each_call_stay_in_order() -> None:
    book = Book()
    journal = book.journal()
    for number in range(200):
        journal.put(CallQueued(at=number, call=f"call-{number % 7}"))
    assert journal.close(seconds=5) == 0
    for call in range(7):
        written = [fact.at for fact in book.facts if fact.lane == f"call-{call}"]
        assert written == sorted(written)
    assert len(book.facts) == 200


def test_while_postgresql_is_away_the_journal_grows_and_catches_up() -> None:
    book = Book()
    journal = book.journal()
    book.there.clear()
    for number in range(50):
        journal.put(CallQueued(at=number, call="a"))
    assert book.asked.wait(5)
    assert journal.depth >= 49
    book.there.set()
    assert journal.close(seconds=5) == 0
    assert [fact.at for fact in book.facts] == list(range(50))


def test_a_fact_that_cannot_be_written_stops_nobody() -> None:
    book = Book()
    journal = book.journal()
    journal.put(CallQueued(at=-1, call="a"))
    journal.put(CallQueued(at=2, call="a"))
    assert journal.close(seconds=5) == 0
    assert [fact.at for fact in book.facts] == [2]
