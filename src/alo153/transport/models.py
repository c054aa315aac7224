"""Timetables that staff loaded; they contain no data of citizens."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.city.models import Topic
from alo153.city.models.city_key import CityKey


def feed_path(feed: "Feed", _name: str) -> str:
    """Return where the storage keeps the file of a feed."""
    return f"timetables/{feed.digest}.zip"


class Feed(models.Model):
    """A timetable, loaded as a GTFS file.

    Several can be valid on one day: the one published last answers the questions of this day.
    """

    number = models.PositiveIntegerField(_("version"), unique=True)
    name = models.CharField(_("file name"), max_length=120)
    digest = models.CharField(_("SHA-256"), max_length=64)
    # Empty for a file with faults, which is not kept
    file = models.FileField(_("file"), upload_to=feed_path, blank=True)
    # Empty: the file waits for the worker, or the worker reads it
    read_at = models.DateTimeField(_("read at"), null=True)
    # First and last day of service; empty if the file has faults
    first_date = models.DateField(_("valid from"), null=True)
    last_date = models.DateField(_("valid until"), null=True)
    stops = models.PositiveIntegerField(_("stops"), default=0)
    lines = models.PositiveIntegerField(pgettext_lazy("transport", "lines"), default=0)
    # The desk counts an answer from this timetable under this topic; empty: it is not counted
    topic = CityKey(
        Topic, verbose_name=_("topic"), null=True, on_delete=models.PROTECT, related_name="+"
    )
    # A list of faults with kind, file, line, field and value: see `rules.feeds.faults`
    faults = models.JSONField(_("faults"), default=list)
    # Empty: a command loaded it
    loaded_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    loaded_at = models.DateTimeField(_("loaded at"))
    published_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    published_at = models.DateTimeField(_("published at"), null=True)

    class Meta:
        verbose_name = pgettext_lazy("transport", "timetable")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(faults=[]),
                name="feed_with_faults_is_unpublished",
            ),
            models.CheckConstraint(
                condition=Q(published_at=None) | Q(read_at__isnull=False),
                name="unread_feed_is_unpublished",
            ),
        ]

    def __str__(self) -> str:
        return f"timetable {self.number}"
