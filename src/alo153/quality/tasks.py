"""Background jobs."""

from datetime import timedelta

from alo153.city.queries import local_time
from alo153.core import clock
from alo153.core.jobs import Queue, job, periodic
from alo153.quality import actions
from alo153.quality.actions.asking import ASK_JOB, ask_why
from alo153.quality.actions.rating import RATING_JOB, ask_rating


@periodic(name="quality.draw", cron="20 * * * *")
def draw() -> None:
    """Draw each day since the last one that was drawn, once the city's day is over."""
    now = clock.now()
    if local_time.local(now).hour >= FROM_HOUR:
        actions.draw_due(yesterday=local_time.today(now) - timedelta(days=1), at=now)


# Recordings of the last calls of the day are kept by then
FROM_HOUR = 4


@periodic(name="quality.measure_sound", cron="*/2 * * * *", queue=Queue.RECORDINGS)
def measure_sound() -> None:
    """Measure the sound of recordings that were kept, some at a time."""
    actions.measure_due(at=clock.now())


@periodic(name="quality.transcribe", cron="* * * * *", queue=Queue.RECORDINGS)
def transcribe() -> None:
    """Transcribe one recording, if the city named an engine; delete hidden transcripts."""
    now = clock.now()
    actions.forget_hidden()
    actions.transcribe_due(at=now)


@periodic(name="quality.expire_feedback", cron="17 3 * * *")
def expire_feedback() -> None:
    """Delete what citizens wrote after a low rating when its time is over, every night."""
    actions.expire_feedback(at=clock.now())


@job(name=ASK_JOB, attempts=3)
def ask(interaction_id: int) -> None:
    """Ask a caller who rated a call low what went wrong."""
    ask_why(interaction_id=interaction_id, at=clock.now())


@job(name=RATING_JOB, attempts=3)
def ask_for_rating(interaction_id: int) -> None:
    """Ask the citizen of a closed conversation how it was."""
    ask_rating(interaction_id=interaction_id, at=clock.now())
