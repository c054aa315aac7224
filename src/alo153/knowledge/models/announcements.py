"""Tables of announcements: what the center says at the moment."""

import hashlib
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.city.models import District
from alo153.city.models.city_key import CityKey

FOLDER = "announcements"
"""Of their sounds, in the city's folder of sounds."""
LONGEST = 400
"""Letters: half a minute of speech."""
LONGEST_REASON = 200


class Voice(models.TextChoices):
    """The state of a text's sound for callers."""

    NOT_WANTED = "not_wanted", pgettext_lazy("announcement", "not read to callers")
    COMING = "coming", pgettext_lazy("announcement", "being recorded by the machine")
    READY = "ready", pgettext_lazy("announcement", "read to callers")
    MISSING = "missing", pgettext_lazy("announcement", "no voice: callers do not hear it")


class Spoken(models.Model):
    """A text that a machine reads to callers."""

    text = models.CharField(pgettext_lazy("announcement", "text"), max_length=LONGEST)
    voice = models.CharField(_("voice"), max_length=10, choices=Voice)
    # What callers hear: after a change the sound of before, until the new one is there
    heard = models.CharField(_("sound that is heard"), max_length=80, blank=True)
    # Why the voice that the city chose did not read it; empty: it did
    voice_failure = models.CharField(max_length=LONGEST_REASON, blank=True)

    class Meta:
        abstract = True

    @property
    def sound(self) -> str:
        """Name the sound of the text as it is now, below the city's folder of sounds."""
        words = hashlib.sha256(self.text.encode()).hexdigest()[:12]
        return f"{FOLDER}/{self.name}-{words}"

    @property
    def name(self) -> str:
        """Name what is said, whatever the words."""
        raise NotImplementedError


class Announcement(Spoken):
    """Something many will ask about: an outage, a closed road. In force between two instants."""

    # Empty: it concerns the whole city
    district = CityKey(District, null=True, blank=True, on_delete=models.PROTECT, related_name="+")
    begins_at = models.DateTimeField(pgettext_lazy("announcement", "from"))
    ends_at = models.DateTimeField(pgettext_lazy("announcement", "until"))
    on_portal = models.BooleanField(_("shown to citizens on the web"), default=True)
    announced_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    announced_at = models.DateTimeField(_("announced at"))
    # Set when somebody ended it before its time
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        verbose_name = _("announcement")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ends_at__gt=F("begins_at")), name="announcement_ends_after_it_begins"
            ),
        ]
        indexes: ClassVar = [
            models.Index("ends_at", name="announcement_in_force", condition=Q(ended_at=None)),
        ]

    def __str__(self) -> str:
        return f"announcement {self.pk}"

    @property
    def name(self) -> str:
        """Name what is said, whatever the words."""
        return str(self.pk)

    @property
    def sounds(self) -> str:
        """Return how the names of all its sounds begin, whatever the words and the language."""
        return f"{FOLDER}/{self.pk}-"

    def said(self) -> list[Spoken]:
        """Return its text and its other languages; one query if these are not here."""
        return [self, *self.wordings.all()]

    def heard_in(self, language: str) -> str:
        """Name the sound that callers hear in a language other than the city's own; may be none."""
        return next((each.heard for each in self.wordings.all() if each.language == language), "")

    def words_in(self, language: str) -> tuple[str, str]:
        """Return what it says in a language, and that language; else the city's own, and ""."""
        others = (each for each in self.wordings.all() if each.language == language)
        return next(((each.text, language) for each in others), (self.text, ""))


class Wording(Spoken):
    """An announcement in one more language of the voice menu."""

    announcement = models.ForeignKey(
        Announcement, on_delete=models.CASCADE, related_name="wordings"
    )
    language = models.CharField(_("language"), max_length=10)

    class Meta:
        verbose_name = _("wording of an announcement")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["announcement", "language"], name="one_wording"),
        ]

    def __str__(self) -> str:
        return f"announcement {self.name}"

    @property
    def name(self) -> str:
        """Name what is said, whatever the words."""
        return f"{self.announcement_id}-{self.language}"
