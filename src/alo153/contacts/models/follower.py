"""Browsers that get news about a row."""

from typing import ClassVar

from django.db import models
from django.db.models import F
from django.utils.translation import gettext_lazy as _

from alo153.channels.models import PushSubscription


class Follower(models.Model):
    """A browser of somebody who was let see a row, and wants to hear when it has news."""

    about_type = models.CharField(max_length=40)
    about_id = models.CharField(max_length=40)
    # A browser whose push service has ended it follows nothing
    browser = models.ForeignKey(PushSubscription, on_delete=models.CASCADE, related_name="followed")
    # Where a click leads: a working link only for whoever held one, else where one proves oneself
    page = models.CharField(max_length=200)
    since_at = models.DateTimeField(_("since"))

    class Meta:
        verbose_name = _("follower")
        constraints: ClassVar = [
            models.UniqueConstraint(
                F("about_type"), F("about_id"), F("browser"), name="followed_once"
            ),
        ]

    def __str__(self) -> str:
        return f"follower {self.pk}"
