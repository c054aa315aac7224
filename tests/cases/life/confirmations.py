"""Closed cases, and citizens who say whether they are solved."""

from datetime import datetime

from tests import cast
from tests.cases import stories

from alo153.cases import actions
from alo153.cases.models import Case, Closing, RelayAttempt
from alo153.cases.rules.outcomes import Finding, Outcome
from alo153.citizens.channel import Channel
from alo153.core.actor import CITIZEN, SYSTEM
from alo153.core.clock import now


def closed(**facts: object) -> Case:
    """Return a case whose citizen was told, by default by SMS."""
    case = stories.relaying(**facts)
    relay = case.relays.latest("id")
    if relay.state == "pending":
        told = RelayAttempt.Result.TOLD
        actions.record_attempt(relay=relay, result=told, by=SYSTEM, at=now())
    case.refresh_from_db()
    return case


def planned() -> Case:
    """Return a case that is closed by a plan for tomorrow, of which its citizen was told."""
    case, selin = stories.pruning(), cast.staff("selin")
    plan = Finding(outcome=Outcome.PLANNED, text="Programda.", planned_date=stories.tomorrow())
    actions.accept(case=case, by=selin, at=now())
    actions.answer(case=case, finding=plan, by=selin, at=now())
    actions.approve(case=case, plain_text="Yarın.", by=cast.staff("murat"), at=now())
    told = RelayAttempt.Result.TOLD
    actions.record_attempt(relay=case.relays.latest("id"), result=told, by=SYSTEM, at=now())
    case.refresh_from_db()
    return case


def say(case: Case, *, solved: bool, words: str = "", at: datetime | None = None) -> Closing:
    return actions.record_confirmation(
        case=case, solved=solved, words=words, channel=Channel.WEB, by=CITIZEN, at=at or now()
    )
