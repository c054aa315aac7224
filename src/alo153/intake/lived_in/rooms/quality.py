"""Scorecards in use, evaluations of conversations, an appeal, and the day's draw."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Final

from alo153.city.citypack.typed_values import Table
from alo153.city.queries import local_time
from alo153.contacts.models import Conversation, Interaction
from alo153.intake.lived_in.rooms.moments import When, when
from alo153.intake.lived_in.rooms.room import Room, Staff
from alo153.quality import actions
from alo153.quality.media import CardMedium
from alo153.quality.models import CardVersion, Evaluation, Reason
from alo153.quality.rules.scorecards import (
    HIGHEST,
    LOWEST,
    Critical,
    Question,
    Scale,
    Scorecard,
    Section,
)

_USED_SINCE: Final = timedelta(days=60)
_READ_AFTER: Final = timedelta(hours=3)
_DAY: Final = timedelta(days=1)


@dataclass(frozen=True, kw_only=True)
class Asked:
    """A question, its section, and the cards that ask it."""

    section: str
    cards: tuple[CardMedium, ...]
    question: Question


@dataclass(frozen=True, kw_only=True)
class Scored:
    """An evaluation of one conversation.

    Args:
        of: the beginning of the conversation.
        lost: keys of questions that lost points; all remaining questions got the most.
    """

    of: str
    by: str
    when: When
    lost: tuple[str, ...]
    summary: str
    acknowledged: bool
    appeal: str
    decided_by: str
    decision: str


@dataclass(frozen=True, kw_only=True)
class Scoring:
    """The quality manager, the questions, and the evaluations."""

    manager: str
    asked: tuple[Asked, ...]
    scored: tuple[Scored, ...]


def _read(root: Table, staff: Staff) -> list[Scoring]:
    if "quality" not in root.data:
        return []
    table = root.table("quality")
    found = Scoring(
        manager=table.choice("manager", staff),
        asked=tuple(map(_asked, table.tables("question", "quality.question"))),
        scored=tuple(_scored(each, staff) for each in table.tables("score", "quality.score")),
    )
    table.done()
    return [found]


def _asked(table: Table) -> Asked:
    critical = table.choice("critical", Critical, "")
    cards = table.words("cards", required=True)
    for unknown in set(cards) - set(CardMedium):
        table.wrong("cards", f'there is no card "{unknown}"', f"Use: {', '.join(CardMedium)}")
    question = Question(
        key=table.text("key"),
        text=table.text("text", longest=200),
        scale=Scale(table.choice("scale", Scale, Scale.YES_NO) or Scale.YES_NO),
        weight=0 if critical else table.count("weight", range(1, 101)),
        critical=Critical(critical) if critical else None,
        guidance=table.text("guidance", ""),
    )
    media = tuple(each for each in CardMedium if each in cards)
    asked = Asked(section=table.text("section", longest=60), cards=media, question=question)
    table.done()
    return asked


def _scored(table: Table, staff: Staff) -> Scored:
    scored = Scored(
        of=table.text("of"),
        by=table.choice("by", staff),
        when=when(table),
        lost=table.words("lost"),
        summary=table.text("summary"),
        acknowledged=table.flag("acknowledged"),
        appeal=table.text("appeal", ""),
        decided_by=table.choice("decided_by", staff, ""),
        decision=table.text("decision", ""),
    )
    table.done()
    return scored


def _is_empty() -> bool:
    return not CardVersion.objects.exists()


def _fill(scorings: Sequence[Scoring], staff: Staff, at: datetime) -> None:
    for scoring in scorings:
        _put_cards_in_use(scoring, staff, at - _USED_SINCE)
        for each in scoring.scored:
            _score(each, scoring, staff, at)
        actions.draw_day(day=local_time.today(at) - _DAY, at=at)


def _put_cards_in_use(scoring: Scoring, staff: Staff, at: datetime) -> None:
    manager = staff[scoring.manager]
    actions.set_plan(
        each=2, each_unit=2, each_closing=2, twice_percent=25, appeal_days=7, by=manager, at=at
    )
    for medium in CardMedium:
        if card := _card(scoring.asked, medium):
            draft = actions.write_draft(medium=medium, card=card, by=manager, at=at)
            actions.put_in_use(version=draft, by=manager, at=at)


def _card(asked: Iterable[Asked], medium: CardMedium) -> Scorecard | None:
    sections = defaultdict[str, list[Question]](list)
    for each in asked:
        if medium in each.cards:
            sections[each.section].append(each.question)
    if not sections:
        return None
    rows = (Section(title=title, questions=tuple(those)) for title, those in sections.items())
    return Scorecard(sections=tuple(rows))


def _score(scored: Scored, scoring: Scoring, staff: Staff, now: datetime) -> None:
    contact = _contact(scored.of)
    # Answered by nobody: there is nothing to score
    if contact is None:
        return
    by, at = staff[scored.by], scored.when.of(now)
    row = actions.ask(interaction=contact, reason=Reason.OTHER, by=by, at=at)
    questions = [each.question for each in scoring.asked if row.medium in each.cards]
    kept = actions.keep(
        evaluation=row,
        answers={each.key: _value(each, lost=each.key in scored.lost) for each in questions},
        remarks={},
        summary=scored.summary,
        seen=row.version,
        by=by,
    )
    given = actions.give(evaluation=kept, seen=kept.version, by=by, at=at)
    _answer(scored, given, staff, at + _READ_AFTER)


def _contact(beginning: str) -> Interaction | None:
    those = Conversation.objects.filter(messages__body__startswith=beginning)
    talk = those.select_related("interaction").order_by("pk").first()
    found = talk.interaction if talk else None
    return found if found and found.agent_id and found.ended_at else None


def _value(question: Question, *, lost: bool) -> int:
    if lost:
        return LOWEST[question.scale] + (question.scale is Scale.ONE_TO_FIVE)
    return HIGHEST[question.scale]


def _answer(scored: Scored, given: Evaluation, staff: Staff, at: datetime) -> None:
    """Let its agent read it, and appeal; somebody else decides."""
    if scored.acknowledged:
        actions.acknowledge(evaluation=given, by=given.agent, at=at)
    if not scored.appeal:
        return
    appeal = actions.appeal(evaluation=given, reason=scored.appeal, by=given.agent, at=at)
    if scored.decided_by:
        actions.decide(
            appeal=appeal,
            answers=None,
            decision=scored.decision,
            by=staff[scored.decided_by],
            at=at + _READ_AFTER,
        )


ROOM: Final = Room(name="quality", read=_read, is_empty=_is_empty, fill=_fill)
