"""Background jobs."""

from datetime import datetime
from uuid import UUID

from alo153.channels.pushes import Delivery
from alo153.channels.queries import READ_JOB
from alo153.contacts import actions, listening, queries
from alo153.contacts.conversations import actions as conversations
from alo153.contacts.conversations.actions.files.fetching import FETCH_JOB
from alo153.contacts.conversations.actions.sealing import SEAL_JOB
from alo153.contacts.conversations.actions.showing import FORWARD_JOB
from alo153.contacts.conversations.chat import actions as chats
from alo153.contacts.conversations.chat import signs
from alo153.contacts.conversations.chat.signs import TYPING_JOB
from alo153.core import clock
from alo153.core.jobs import Queue, job, periodic


@job(name=queries.SEND_JOB)
def send(message_id: str) -> None:
    """Send one message of the outbox."""
    actions.send(message_id=UUID(message_id), now=clock.now)


@job(name=READ_JOB, attempts=5)
def read_arrival(arrival_id: str) -> None:
    """Take in what a channel has kept."""
    conversations.read_arrival(arrival_id=UUID(arrival_id), now=clock.now)


@job(name=FORWARD_JOB, attempts=5)
def forward_unread(conversation_id: int) -> None:
    """Send what the page of a chat has not shown to where its citizen can be reached."""
    chats.forward_unread(conversation_id=conversation_id, at=clock.now())


@job(name=SEAL_JOB, attempts=5)
def seal(conversation_id: int) -> None:
    """Seal the files of a conversation that became confidential."""
    conversations.seal_files(conversation_id=conversation_id)


@job(name=actions.LATE_JOB)
def note_delivery(
    channel: str, reference: str, state: str, code: str, at: str, ours: str = ""
) -> None:
    """Look once more for the message of a report; of a stranger's message there is none."""
    actions.note_delivery(
        channel=channel,
        reference=reference,
        state=Delivery(state),
        code=code,
        at=datetime.fromisoformat(at),
        ours=ours,
    )


@job(name=TYPING_JOB, queue=Queue.WEBHOOKS)
def tell_typing(conversation_id: int, at: str) -> None:
    """Show the citizen of a conversation that somebody types; its channel may answer after long."""
    signs.tell_typing(
        conversation_id=conversation_id, typed_at=datetime.fromisoformat(at), at=clock.now()
    )


@job(name=FETCH_JOB, queue=Queue.WEBHOOKS)
def fetch_file(file_id: int, tries: int = 1) -> None:
    """Fetch a file that came with a message; its channel may answer after long."""
    conversations.fetch_file(file_id=file_id, tries=tries)


@periodic(name="contacts.ask_reports", cron="* * * * *")
def ask_reports() -> None:
    """Ask what became of messages where the other side does not tell, every minute."""
    actions.ask_reports(at=clock.now())


@periodic(name="contacts.ask_messages", cron="* * * * *")
def ask_messages() -> None:
    """Ask for what came in, and who opted out, where the other side does not tell, every minute."""
    now = clock.now()
    actions.ask_messages(at=now)
    actions.ask_opt_outs(at=now)


@periodic(name="contacts.keep_late_parts", cron="7 * * * *")
def keep_late_parts() -> None:
    """Keep long SMS of which a part has not come for hours, every hour."""
    now = clock.now()
    listening.keep_late_parts(before=now - listening.LATE, at=now)


@periodic(name="contacts.seal_rest", cron="19 * * * *")
def seal_rest() -> None:
    """Seal what a killed run has left in the open, every hour."""
    conversations.seal_rest()


@periodic(name="contacts.forget_followers", cron="47 3 * * *")
def forget_followers() -> None:
    """Forget the browsers that follow something for too long, every night."""
    actions.forget_followers(before=clock.now() - actions.FOLLOWED_FOR)


@periodic(name="contacts.forget_reply_files", cron="53 3 * * *")
def forget_reply_files() -> None:
    """Delete the files of answers that nobody sent for too long, every night."""
    conversations.forget_reply_files(before=clock.now() - conversations.KEPT_FOR)


@periodic(name="contacts.end_gone_chats", cron="*/10 * * * *")
def end_gone_chats() -> None:
    """End the chats whose citizens have left for good, every ten minutes."""
    chats.end_gone(at=clock.now())


@periodic(name="contacts.end_late_reviews", cron="*/10 * * * *")
def end_late_reviews() -> None:
    """Let wait for an agent what no supervisor has decided about for hours, every ten minutes."""
    conversations.end_late_reviews(at=clock.now())


@periodic(name="contacts.recover", cron="* * * * *")
def recover() -> None:
    """Find what a dead worker left behind, every minute."""
    actions.recover(at=clock.now())
