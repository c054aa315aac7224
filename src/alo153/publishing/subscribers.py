"""Reactions of posts to events of other packages."""

from alo153.core.models import Event
from alo153.knowledge.events import AnnouncementEnded
from alo153.publishing import actions


def announcement_ended(event: Event, _: AnnouncementEnded) -> None:
    """Record that a post left the portal when its announcement ended."""
    actions.note_ended(announcement_id=int(event.subject_id), at=event.at)
