"""Mails that come to the mailbox of the city: a real mail server, and our own fetching."""

from collections.abc import Callable
from datetime import datetime
from email.message import EmailMessage

from procrastinate.contrib.django.models import ProcrastinateJob
from tests import cast
from tests.parts.processes.dovecot import Box

from alo153.channels.email.fetching import address
from alo153.channels.email.fetching.rounds import Rounds
from alo153.channels.email.fetching.server import Patience, opened
from alo153.channels.queries import READ_JOB
from alo153.contacts.conversations.actions import read_arrival


def written(subject: str, text: str, **headers: str) -> EmailMessage:
    mail = EmailMessage()
    mail["From"] = "Ayşe Işık <Ayse@example.org>"
    mail["To"] = "153@kocaeli.bel.tr"
    mail["Subject"] = subject
    for name, value in headers.items():
        mail[name.replace("_", "-")] = value
    mail.set_content(text)
    return mail


def comes(box: Box, *mails: bytes, now: Callable[[], datetime] = lambda: cast.AT) -> None:
    """Let mails arrive, be fetched, and be read by the jobs that came with them."""
    box.put(*mails)
    with opened(address.read(box.url), Patience(connect=5, answer=5, idle=5)) as mailbox:
        Rounds(address.read(box.url).name, now).go(mailbox)
    jobs = ProcrastinateJob.objects.filter(task_name=READ_JOB).order_by("id")
    for arrival_id in jobs.values_list("args__arrival_id", flat=True):
        read_arrival(arrival_id=arrival_id, now=now)
