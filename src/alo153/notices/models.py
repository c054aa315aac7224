"""Tables of what staff are told."""

from collections.abc import Collection
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.city.rules.quiet_hours import QuietHours
from alo153.notices.registry import NoticeKind, Way


class StaffNotice(models.Model):
    """One person was told one thing. Nothing personal of a citizen is in it."""

    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notices"
    )
    # Of `registry`
    kind = models.CharField(_("kind"), max_length=20)
    # What made it: nobody is told of the same twice
    cause = models.CharField(max_length=60)
    title = models.CharField(_("title"), max_length=200)
    # One sentence or fact a line
    text = models.TextField(_("lines of the notice"), blank=True)
    # Where the reader finds it, from the root of the pages
    path = models.CharField(_("address"), max_length=200)
    # The row it is about: its model and its key
    about_type = models.CharField(max_length=40)
    about_id = models.CharField(max_length=40)
    at = models.DateTimeField(_("at"))
    read_at = models.DateTimeField(_("read at"), null=True)
    # For readers who chose nothing for its kind; None: the usual ways of the kind
    ways = models.JSONField(_("ways"), null=True)

    class Meta:
        verbose_name = _("notice to staff")
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["reader", "cause"], name="told_of_it_once"),
        ]
        indexes: ClassVar = [
            models.Index("reader", F("id").desc(), name="notices_of_reader"),
            models.Index("reader", condition=Q(read_at=None), name="unread_of_reader"),
            models.Index("cause", name="notices_by_cause"),
        ]

    def __str__(self) -> str:
        return f"{self.kind} {self.cause}"


class NoticeSettings(models.Model):
    """One person's choice of channels; without a choice there is no row."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="notice_settings"
    )
    # Kind to ways; a kind that came later is told by its own ways
    ways = models.JSONField(_("ways"), default=dict)
    # E.164
    mobile = models.CharField(_("mobile number"), max_length=16, blank=True)
    quiet_from = models.TimeField(_("quiet from"), null=True)
    quiet_until = models.TimeField(_("quiet until"), null=True)

    class Meta:
        verbose_name = _("ways of being told")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(quiet_from=None, quiet_until=None)
                | Q(quiet_from__isnull=False, quiet_until__isnull=False),
                name="quiet_hours_begin_and_end",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.user}"

    def ways_of(self, kind: NoticeKind, otherwise: Collection[str] | None = None) -> frozenset[Way]:
        """Return the ways in which this person hears of a kind.

        Args:
            otherwise: the ways for one who has chosen nothing; None: the usual ones of the kind.
        """
        chosen = self.ways.get(kind.key, otherwise)
        return kind.ways if chosen is None else frozenset(Way(way) for way in chosen)

    @property
    def quiet_hours(self) -> QuietHours | None:
        """Return when this person wants no message, if ever."""
        if self.quiet_from is None or self.quiet_until is None:
            return None
        return QuietHours(begins=self.quiet_from, ends=self.quiet_until)
