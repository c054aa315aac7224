"""What the worker runs."""

from alo153.core import clock
from alo153.core.jobs import job
from alo153.knowledge import actions, queries


@job(name=queries.SPEAK_JOB)
def speak(announcement_id: int) -> None:
    """Let the machine read one announcement."""
    actions.give_voice(announcement_id=announcement_id, now=clock.now)
