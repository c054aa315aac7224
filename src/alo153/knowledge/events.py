"""What happens to announcements."""

from alo153.core.payloads import Payload
from alo153.knowledge.models import Announcement


class AnnouncementMade(Payload[Announcement], name="announcement.made"):
    """Something is announced in the city or a district."""

    district: str
    spoken: bool


class AnnouncementChanged(Payload[Announcement], name="announcement.changed"):
    """An announcement is put in other words, to others or for longer.

    `before` is the municipality's text until then.
    """

    district: str
    spoken: bool
    before: str


class AnnouncementEnded(Payload[Announcement], name="announcement.ended"):
    """An announcement is taken back."""


class AnnouncementVoiced(Payload[Announcement], name="announcement.voiced"):
    """The machine has read an announcement."""

    language: str


class AnnouncementNotVoiced(Payload[Announcement], name="announcement.not_voiced"):
    """The machine could not read an announcement: callers do not hear it."""

    language: str
    why: str | None = None
