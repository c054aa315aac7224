"""The web's commands: taken once, and marked when done."""

from __future__ import annotations

from datetime import UTC, datetime

from django.conf import settings
from django.db import transaction

from alo153.calls.call_words import TOO_LATE
from alo153.calls.models import Command
from alo153.calls.page_commands.commands import ProvisionAgent, ProvisionGuest, SignOut
from alo153.core import live
from alo153.switchboard.acd.turn.facts import CommandDone

ACCOUNTS = (ProvisionAgent.name, ProvisionGuest.name, SignOut.name)
"""Asked by a page, and true for as long as nobody asks for another thing."""


@transaction.atomic
def take(at: datetime) -> list[Command]:
    """Take the commands that wait for this node, oldest first; nobody gets one twice."""
    waiting = Command.objects.select_for_update(skip_locked=True).filter(taken_at__isnull=True)
    rows = list(waiting.filter(node=settings.NODE).order_by("id")[:100])
    Command.objects.filter(pk__in=[row.pk for row in rows]).update(taken_at=at)
    return rows


def give_up(at: datetime) -> int:
    """Mark commands that a switchboard took and did not finish before it died; count them.

    What concerns an account is done by this one: nobody presses a key for it a second time.
    """
    unfinished = Command.objects.filter(taken_at__isnull=False, done_at__isnull=True)
    lost = unfinished.filter(node=settings.NODE)
    lost.filter(name__in=ACCOUNTS).update(taken_at=None)
    return lost.update(done_at=at, error=TOO_LATE)


def done(fact: CommandDone) -> None:
    """Write what came of a command, once, and tell who asked."""
    undone = Command.objects.filter(pk=fact.command, done_at__isnull=True)
    if undone.update(done_at=datetime.fromtimestamp(fact.at, UTC), error=fact.error):
        by = Command.objects.values_list("by_id", flat=True).get(pk=fact.command)
        live.publish(*([f"agent:{by}"] if by else []))
