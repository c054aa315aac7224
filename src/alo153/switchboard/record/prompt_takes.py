"""The recording of a prompt becomes work for the worker, which fetches it from Asterisk."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

from alo153.calls.media.prompt_takes.actions import FETCH_JOB
from alo153.core import jobs
from alo153.switchboard.acd.supervision.facts import PromptTaken
from alo153.switchboard.acd.turn.facts import Fact


def _taken(fact: PromptTaken) -> None:
    """Ask the worker to fetch the sound.

    Asterisk tells of one recording twice: for its channel, and for the telephone.
    """
    jobs.enqueue_once(FETCH_JOB, f"{FETCH_JOB} {fact.take}", take=fact.take)


WRITERS: Mapping[type[Fact], Callable[[Any], None]] = {PromptTaken: _taken}
