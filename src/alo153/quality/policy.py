"""Permissions about an evaluation. Pure."""

from collections.abc import Collection
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from typing import Final

UNSEEN_FOR: Final = timedelta(days=30)
"""After this the term of an appeal begins, even if its agent has not looked at the evaluation."""


class Refusal(StrEnum):
    """Why somebody may not."""

    OWN_CONTACT = "own_contact"
    NOT_DEALT = "not_dealt"
    OTHERS_CONTACT = "others_contact"
    OWN_EVALUATION = "own_evaluation"
    OWN_TEAM = "own_team"
    RECUSED = "recused"
    NOT_GIVEN = "not_given"
    TERM_OVER = "term_over"
    APPEALED = "appealed"
    DECIDED = "decided"
    ANSWERED = "answered"
    NOT_HEARD = "not_heard"
    OTHERS_VOICE = "others_voice"
    OWN_COACHING = "own_coaching"
    OTHERS_STEP = "others_step"
    OWN_ANSWER = "own_answer"
    CHECKED = "checked"
    CALIBRATED = "calibrated"
    NOT_SCORED_BY_ALL = "not_scored_by_all"
    STILL_HEARD = "still_heard"


class NotAllowed(Exception):
    """Somebody may not do this with this evaluation; ``why`` says the reason."""

    def __init__(self, why: Refusal) -> None:
        super().__init__(why)
        self.why = why


@dataclass(frozen=True, kw_only=True)
class Facts:
    """The facts that decide.

    Args:
        asker: the key of the person who wants to act.
        scored: they are an evaluator of the same contact, the first or the second.
        given_at: None while the evaluation is open.
        seen_at: the agent's first look at it; None before.
        appeal_days: the term in which an agent may appeal.
        leads_agent: the asker leads the team of the agent now.
        recused: the asker was not free to judge the contact and gave it to a colleague.
    """

    asker: int
    agent: int
    evaluator: int | None
    scored: bool = False
    given_at: datetime | None = None
    seen_at: datetime | None = None
    appealed: bool = False
    decided: bool = False
    appeal_days: int = 7
    leads_agent: bool = False
    recused: bool = False


def may_evaluate(facts: Facts) -> Refusal | None:
    """Return why somebody may not score it; None if they may. Nobody scores their own contact."""
    if facts.asker == facts.agent:
        return Refusal.OWN_CONTACT
    return None if facts.asker == facts.evaluator else Refusal.NOT_DEALT


def may_appeal(facts: Facts, at: datetime) -> Refusal | None:
    """Return why somebody may not appeal; its agent may, once, within the term."""
    if facts.asker != facts.agent:
        return Refusal.OTHERS_CONTACT
    if facts.given_at is None:
        return Refusal.NOT_GIVEN
    if facts.appealed:
        return Refusal.APPEALED
    until = appeal_until(facts.given_at, facts.seen_at, facts.appeal_days)
    return Refusal.TERM_OVER if at >= until else None


def appeal_begins(given_at: datetime, seen_at: datetime | None) -> datetime:
    """Return the begin of the term of an appeal: its agent's first look, or after `UNSEEN_FOR`."""
    without_look = given_at + UNSEEN_FOR
    return min(without_look, seen_at or without_look)


def appeal_until(given_at: datetime, seen_at: datetime | None, days: int) -> datetime:
    """Return the end of the term of an appeal, in days from its agent's first look.

    So a leave takes no right away. Without a look the term begins after `UNSEEN_FOR`: an evaluation
    is final some day.
    """
    return appeal_begins(given_at, seen_at) + timedelta(days=days)


def may_hear(facts: Facts, at: datetime) -> bool:
    """Say whether an agent hears the contact of an evaluation: while they may appeal, or wait."""
    waits = facts.asker == facts.agent and facts.appealed and not facts.decided
    return waits or may_appeal(facts, at) is None


def may_decide(facts: Facts) -> Refusal | None:
    """Return why somebody may not decide an appeal.

    Neither its agent nor its evaluators may, nor the lead of the agent's team, nor an evaluator who
    recused themselves.
    """
    if facts.decided:
        return Refusal.DECIDED
    if facts.asker == facts.agent:
        return Refusal.OWN_CONTACT
    if facts.scored:
        return Refusal.OWN_EVALUATION
    if facts.recused:
        return Refusal.RECUSED
    return Refusal.OWN_TEAM if facts.leads_agent else None


def may_coach(coach: int, agent: int) -> Refusal | None:
    """Return why somebody may not coach an agent: nobody coaches themselves."""
    return Refusal.OWN_COACHING if coach == agent else None


def may_check(asker: int, authors: Collection[int | None], *, is_open: bool) -> Refusal | None:
    """Return why somebody may not check a closing: its answer is theirs, or it is checked."""
    if asker in authors:
        return Refusal.OWN_ANSWER
    return None if is_open else Refusal.CHECKED


def may_agree(asker: int, agent: int, *, is_open: bool) -> Refusal | None:
    """Return why somebody may not write down the agreed score of a contact."""
    if asker == agent:
        return Refusal.OWN_CONTACT
    return Refusal.NOT_SCORED_BY_ALL if is_open else None


def may_close(*, is_heard: bool) -> Refusal | None:
    """Return why missing scores of a contact are not waived: it can still be scored."""
    return Refusal.STILL_HEARD if is_heard else None


def may_mark_step(asker: int, agent: int, coach: int) -> Refusal | None:
    """Return why somebody may not mark an agreed step as done."""
    return None if asker in {agent, coach} else Refusal.OTHERS_STEP


def must(refusal: Refusal | None) -> None:
    """Refuse, if there is a reason to. Raises NotAllowed."""
    if refusal:
        raise NotAllowed(refusal)
