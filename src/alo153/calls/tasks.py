"""Work in the background; every job may run twice and may die in the middle."""

from uuid import UUID

from alo153.calls.media.prompt_takes import actions as prompt_takes
from alo153.calls.media.recordings import actions
from alo153.calls.media.video_recordings import actions as video_recordings
from alo153.calls.media.voice_messages import actions as messages
from alo153.calls.models.voice_messages import VoiceMessage
from alo153.calls.supervision.call_lists import actions as lists
from alo153.calls.supervision.guest_seats import actions as seats
from alo153.core import clock
from alo153.core.jobs import Queue, enqueue, job, periodic

KEEP = "calls.keep_recording"
AGAIN_SECONDS = 5
# Doubling from a second: a quarter of an hour in all
MOST_TRIES = 10


@job(name=KEEP, queue=Queue.RECORDINGS, attempts=4, wait_seconds=10)
def keep_recording(call: str) -> None:
    """Keep the recording of a call that has ended; later if Asterisk still writes it."""
    try:
        actions.keep(call=call, at=clock.now())
    except actions.StillWritten:
        enqueue(KEEP, call=call, wait_seconds=AGAIN_SECONDS)


@periodic(name="calls.sweep_recordings", cron="*/10 * * * *", queue=Queue.RECORDINGS)
def sweep_recordings() -> None:
    """Keep what a crash left behind, every ten minutes."""
    for call in actions.sweep(at=clock.now()):
        keep_recording.defer(call=call)


@job(name="calls.keep_video_recording", queue=Queue.RECORDINGS, attempts=4, wait_seconds=10)
def keep_video_recording(recording: int) -> None:
    """Keep a video recording to which nothing is added any more."""
    video_recordings.keep(recording=recording, at=clock.now())


@periodic(name="calls.gather_video_recordings", cron="* * * * *", queue=Queue.RECORDINGS)
def gather_video_recordings() -> None:
    """Find the video recordings whose browser sends no more, every minute."""
    for recording in video_recordings.due(at=clock.now()):
        keep_video_recording.defer(recording=recording)


@periodic(name="calls.expire_recordings", cron="41 1 * * *", queue=Queue.RECORDINGS)
def expire_recordings() -> None:
    """Delete the recordings, video recordings and prompts whose time is over, every night."""
    actions.expire(at=clock.now())
    video_recordings.expire(at=clock.now())
    prompt_takes.expire(at=clock.now())


@periodic(name="calls.forget_list_numbers", cron="33 2 * * *")
def forget_list_numbers() -> None:
    """Forget whom lists called that ended long ago, every night."""
    lists.forget_numbers(at=clock.now())


@periodic(name="calls.end_seats", cron="* * * * *")
def end_seats() -> None:
    """End the guest seats whose time is over, every minute."""
    seats.end_seats(at=clock.now())


@job(name=messages.FETCH_JOB, attempts=10)
def fetch_message(message: int) -> None:
    """Bring a caller's message from Asterisk."""
    messages.fetch(VoiceMessage.objects.get(pk=message))


@job(name=prompt_takes.FETCH_JOB, attempts=10)
def fetch_take(take: str, tries: int = 0) -> None:
    """Bring the recording of a prompt from Asterisk.

    Where each node has a worker, the recording may be at another node: its worker may take the next
    try. A telephone that hung up before the tone has left none at the last try either.
    """
    try:
        prompt_takes.fetch(take=UUID(take), at=clock.now())
    except FileNotFoundError:
        if tries < MOST_TRIES:
            name = prompt_takes.FETCH_JOB
            enqueue(name, take=take, tries=tries + 1, wait_seconds=2**tries)
