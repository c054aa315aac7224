"""Talks of coaches with agents, and cards to learn from."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.city.citypack.typed_values import Table
from alo153.city.queries import local_time
from alo153.intake.lived_in.rooms.moments import When, when
from alo153.intake.lived_in.rooms.room import Room, Staff
from alo153.quality import actions
from alo153.quality.models import Coaching, LearningCard
from alo153.quality.rules.learning import Question

_LOOKED_AT: Final = timedelta(days=10)
"""Again, after a talk."""


@dataclass(frozen=True, kw_only=True)
class TalkLine:
    """A talk, and the steps that were agreed on; the first is done where it says so."""

    agent: str
    by: str
    when: When
    note: str
    steps: tuple[str, ...]
    first_done: bool


@dataclass(frozen=True, kw_only=True)
class CardLine:
    """A card, and who has answered all of it."""

    title: str
    text: str
    by: str
    when: When
    questions: tuple[Question, ...]
    learned_by: tuple[str, ...]


def _read_talks(root: Table, staff: Staff) -> list[TalkLine]:
    return [_talk(each, staff) for each in root.tables("coaching", "coaching", required=False)]


def _talk(table: Table, staff: Staff) -> TalkLine:
    talk = TalkLine(
        agent=table.choice("agent", staff),
        by=table.choice("by", staff),
        when=when(table),
        note=table.text("note"),
        steps=table.words("steps"),
        first_done=table.flag("first_done"),
    )
    table.done()
    return talk


def _fill_talks(talks: Sequence[TalkLine], staff: Staff, now: datetime) -> None:
    for talk in talks:
        agent, at = staff[talk.agent], talk.when.of(now)
        due = local_time.today(at) + _LOOKED_AT
        row = actions.coach(
            agent=agent,
            note=talk.note,
            steps=[actions.Agreed(text, due) for text in talk.steps],
            by=staff[talk.by],
            at=at,
        )
        if talk.first_done:
            first = row.steps.order_by("pk")[0]
            actions.mark_step_done(step=first, by=agent, at=at + timedelta(days=3))


def _read_cards(root: Table, staff: Staff) -> list[CardLine]:
    tables = root.tables("learning_card", "learning_card", required=False)
    return [_card(each, staff) for each in tables]


def _card(table: Table, staff: Staff) -> CardLine:
    card = CardLine(
        title=table.text("title", longest=120),
        text=table.text("text"),
        by=table.choice("by", staff),
        when=when(table),
        questions=tuple(map(_question, table.tables("question", "learning_card.question"))),
        learned_by=table.words("learned_by"),
    )
    for unknown in set(card.learned_by) - staff.keys():
        table.wrong("learned_by", f'there is no "{unknown}"', "Name people of demo.toml")
    table.done()
    return card


def _question(table: Table) -> Question:
    choices = table.words("choices", required=True)
    question = Question(
        text=table.text("text", longest=200),
        choices=choices,
        right=table.count("right", range(1, len(choices) + 1)) - 1 if choices else 0,
    )
    table.done()
    return question


def _fill_cards(cards: Sequence[CardLine], staff: Staff, now: datetime) -> None:
    for line in cards:
        at = line.when.of(now)
        card = actions.write_card(
            title=line.title, text=line.text, questions=line.questions, by=staff[line.by], at=at
        )
        right = {place: each.right for place, each in enumerate(line.questions)}
        for number, person in enumerate(line.learned_by, 1):
            # Some answer wrongly at first
            if number % 2:
                actions.answer_card(
                    card=card, answers={}, by=staff[person], at=at + timedelta(hours=number)
                )
            actions.answer_card(
                card=card, answers=right, by=staff[person], at=at + timedelta(hours=number + 1)
            )


COACHINGS: Final = Room(
    name="coaching",
    read=_read_talks,
    is_empty=lambda: not Coaching.objects.exists(),
    fill=_fill_talks,
)
CARDS: Final = Room(
    name="learning",
    read=_read_cards,
    is_empty=lambda: not LearningCard.objects.exists(),
    fill=_fill_cards,
)
