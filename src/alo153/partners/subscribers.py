"""Reactions to an answer that returns to a partner desk."""

from typing import cast

from alo153.cases.events.life import CaseClosed
from alo153.cases.events.telling import CaseRelayAsked
from alo153.cases.models import Case
from alo153.city.events import CityLoaded
from alo153.core.models import Event
from alo153.partners.bundles import actions


def answer_waits(event: Event, asked: CaseRelayAsked) -> None:
    """Let an answer to a partner desk's application wait for a bundle."""
    actions.let_wait(case=cast(Case, event.subject), relay=asked.relay)


def answer_ended(event: Event, _: CaseClosed) -> None:
    """Let nothing wait of a closed case that will never be in a bundle."""
    actions.let_wait_no_more(case=cast(Case, event.subject))


def desks_loaded(event: Event, _: CityLoaded) -> None:  # noqa: ARG001 - one shape
    """Let what was answered while a desk was missing go back, now that it is here."""
    actions.let_missed_wait()
