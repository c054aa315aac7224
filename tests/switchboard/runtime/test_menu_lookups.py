"""A caller gets an answer in time, whatever the one who knows is doing."""

from __future__ import annotations

import asyncio
import threading

from tests.parts.waiting import until

from alo153.calls.menu.lookup_contract import LookupSource, Reply
from alo153.switchboard.acd.turn.commands import LookUp
from alo153.switchboard.acd.turn.events import LookupAnswered
from alo153.switchboard.runtime.menu_lookups import THREADS, MenuLookups

QUESTION = LookUp(call="a", ask=3, question="status", number="", code="482109373")


def ask(source: LookupSource, times: int = 1, seconds: float = 60) -> list[LookupAnswered]:
    async def all_at_once() -> list[LookupAnswered]:
        menu_lookups = MenuLookups(source, seconds=seconds)
        try:
            return await asyncio.gather(*(menu_lookups.ask(QUESTION) for _ in range(times)))
        finally:
            menu_lookups.close()

    return asyncio.run(all_at_once())


class Knows:
    """Knows everything."""

    def answer(self, question: LookUp) -> Reply:
        return Reply("in_work", ("x",))


class Fails:
    """Cannot reach the database."""

    def answer(self, question: LookUp) -> Reply:
        raise ConnectionError("no database")


class Hangs:
    """Waits for a database that does not answer."""

    def __init__(self) -> None:
        self.asked = 0
        self.released = threading.Event()

    def answer(self, question: LookUp) -> Reply:
        self.asked += 1
        self.released.wait()
        return Reply("in_work")


def test_the_answer_names_the_question_it_belongs_to() -> None:
    answer = ask(Knows())[0]
    assert (answer.call, answer.ask, answer.word, answer.sounds) == ("a", 3, "in_work", ("x",))


def test_one_who_cannot_answer_is_no_fault_for_the_caller() -> None:
    assert ask(Fails())[0].word == ""


def test_nobody_waits_longer_than_the_limit_and_old_questions_are_not_asked_late() -> None:
    hangs = Hangs()
    words = {answer.word for answer in ask(hangs, times=10, seconds=0.3)}
    assert words == {""}, "while the one who knows still hangs"
    hangs.released.set()
    until(lambda: not [each for each in threading.enumerate() if each.name.startswith("outside-")])
    assert hangs.asked <= THREADS
