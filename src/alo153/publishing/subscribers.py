"""What is noted of posts when something happens elsewhere."""

from alo153.core.models import Event
from alo153.knowledge.events import AnnouncementEnded
from alo153.publishing import actions


def announcement_ended(event: Event, _: AnnouncementEnded) -> None:
    """Say that a post is gone from the portal when its announcement was ended."""
    actions.note_ended(announcement_id=int(event.subject_id), at=event.at)
