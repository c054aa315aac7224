"""Contacts that were answered, and cards to score them, made by the real actions."""

from datetime import datetime, timedelta

from tests import cast

from alo153.citizens.channel import Channel
from alo153.contacts.actions import record_contact
from alo153.contacts.models import Interaction
from alo153.core.actor import SYSTEM
from alo153.quality import actions
from alo153.quality.media import CardMedium
from alo153.quality.models import CardVersion, Evaluation, Reason
from alo153.quality.rules.scorecards import Critical, Question, Scale, Scorecard, Section

GUIDANCE = "1: yarıda kesti. 5: sonuna kadar dinledi."
CARD = Scorecard(
    sections=(
        Section(
            title="Görüşme",
            questions=(
                Question(key="greets", text="Selamladı mı?", weight=40),
                Question(
                    key="listens",
                    text="Sözünü kesmeden dinledi mi?",
                    weight=60,
                    scale=Scale.ONE_TO_FIVE,
                    guidance=GUIDANCE,
                ),
                Question(key="privacy", text="Kimliği doğruladı mı?", critical=Critical.COMPLIANCE),
            ),
        ),
    )
)
GOOD = {"greets": 1, "listens": 5, "privacy": 1}
POOR = {"greets": 0, "listens": 3, "privacy": 0}


def contact(
    agent: str = "elif", *, at: datetime = cast.AT, channel: Channel = Channel.COUNTER
) -> Interaction:
    """Return a contact that an agent answered, begun and ended at once."""
    return record_contact(channel=channel, address="", agent=cast.staff(agent), by=SYSTEM, at=at)


def day(agents: tuple[str, ...] = ("elif", "murat"), *, each: int = 5) -> list[Interaction]:
    """Return a day's contacts: so many of each agent, an hour apart."""
    return [
        contact(agent, at=cast.AT + timedelta(hours=hour))
        for agent in agents
        for hour in range(each)
    ]


def card(medium: CardMedium = CardMedium.COUNTER) -> CardVersion:
    """Return a card in use."""
    derya = cast.staff("derya")
    draft = actions.write_draft(medium=medium, card=CARD, by=derya, at=cast.AT)
    return actions.put_in_use(version=draft, by=derya, at=cast.AT)


def asked(agent: str = "elif", *, by: str = "derya", reason: Reason = Reason.OTHER) -> Evaluation:
    """Return an open evaluation of a contact that somebody chose."""
    return actions.ask(interaction=contact(agent), reason=reason, by=cast.staff(by), at=cast.AT)


def given(
    evaluation: Evaluation, answers: dict[str, int | None] | None = None, *, at: datetime = cast.AT
) -> Evaluation:
    """Score an evaluation by its evaluator, and give it."""
    evaluation.refresh_from_db()
    by = evaluation.evaluator
    assert by is not None
    kept = actions.keep(
        evaluation=evaluation,
        answers=GOOD if answers is None else answers,
        remarks={},
        summary="",
        seen=evaluation.version,
        by=by,
    )
    return actions.give(evaluation=kept, seen=kept.version, by=by, at=at)
