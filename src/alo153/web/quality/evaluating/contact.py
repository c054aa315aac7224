"""What is shown of a contact that is evaluated."""

from datetime import datetime
from typing import Any

from django.http import Http404

from alo153.accounts.models import User
from alo153.calls.media.recordings import queries as recordings
from alo153.calls.models import Call
from alo153.citizens import actions as citizens
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.models import Conversation
from alo153.quality.models import Evaluation, SoundMeasures
from alo153.quality.queries import evaluations
from alo153.web.quality import player


def found(asker: User, number: int) -> Evaluation:
    """Return an evaluation that somebody may read. Raises Http404."""
    row = evaluations.visible(asker).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def shown(asker: User, row: Evaluation, at: datetime) -> dict[str, Any]:
    """Return the recording or the exchange of a contact, and write down the look."""
    citizen = row.interaction.citizen
    if citizen:
        citizens.log_accesses(user=asker, citizens=[citizen], what="evaluation-page", at=at)
    call = recordings.audible(asker, at).filter(interaction=row.interaction).first()
    if call:
        return _call(call)
    talk = Conversation.objects.filter(interaction=row.interaction, confidential=False).first()
    return {"thread": conversations.thread(talk) if talk else []}


def _call(call: Call) -> dict[str, Any]:
    found = SoundMeasures.objects.filter(recording=call.pk, seconds__isnull=False).first()
    return player.context(call) | {"sound": found}
