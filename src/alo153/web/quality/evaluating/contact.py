"""The display of a contact for its evaluation."""

from datetime import datetime
from typing import Any

from django.http import Http404

from alo153.accounts.models import User
from alo153.calls.media.video_recordings import queries as video_recordings
from alo153.citizens import actions as citizens
from alo153.quality.models import Evaluation
from alo153.quality.queries import contacts, evaluations
from alo153.web.quality import player


def found(asker: User, number: int) -> Evaluation:
    """Return an evaluation that somebody may read. Raises Http404."""
    row = evaluations.visible(asker).filter(pk=number).first()
    if row is None:
        raise Http404
    return row


def shown(asker: User, row: Evaluation, at: datetime, *, sound_url: str = "") -> dict[str, Any]:
    """Return recording, exchange or answer of what is evaluated, and write down the look.

    Args:
        sound_url: where its agent hears it, who listens to no recordings otherwise.
    """
    seen = contacts.shown(asker, row, at)
    if seen.citizen:
        citizens.log_accesses(user=asker, citizens=[seen.citizen], what="evaluation-page", at=at)
    context: dict[str, Any] = {"seen": seen}
    if seen.call is None:
        return context
    if not sound_url and seen.call.video_recorded:
        context["video_recordings"] = video_recordings.of_call(seen.call)
    return context | player.context(seen.call, sound_url=sound_url)
