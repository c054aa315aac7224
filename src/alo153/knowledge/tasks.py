"""What the worker runs."""

from alo153.core import clock
from alo153.core.jobs import job, periodic
from alo153.knowledge import actions, queries
from alo153.knowledge.articles import actions as articles


@job(name=queries.SPEAK_JOB)
def speak(announcement_id: int) -> None:
    """Let the machine read one announcement."""
    actions.give_voice(announcement_id=announcement_id, now=clock.now)


@periodic(name="knowledge.forget_questions", cron="37 3 * * *")
def forget_questions() -> None:
    """Delete the questions that nobody asks any more."""
    articles.forget_questions(at=clock.now())
