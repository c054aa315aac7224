"""A citizen's words about a contact, and the call that they may wish."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.contacts.models import Interaction


class ContactFeedback(models.Model):
    """A citizen's words about a contact; a supervisor calls citizens who wish it."""

    interaction = models.OneToOneField(
        Interaction, on_delete=models.PROTECT, related_name="feedback"
    )
    words = models.TextField(_("the citizen's words"))
    # The number to call; empty: the citizen wishes no call
    number = models.CharField(_("telephone number"), max_length=40, blank=True)
    at = models.DateTimeField(_("at"))
    # What the supervisor wrote about the call
    result = models.TextField(_("result"), blank=True)
    handled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    handled_at = models.DateTimeField(_("handled at"), null=True)

    class Meta:
        verbose_name = _("words about a contact")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(words=""), name="feedback_has_words"),
            models.CheckConstraint(
                condition=Q(handled_at=None, handled_by=None)
                | Q(handled_at__isnull=False, handled_by__isnull=False),
                name="feedback_handled_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "at", condition=Q(handled_at=None) & ~Q(number=""), name="feedback_to_call"
            ),
        ]

    def __str__(self) -> str:
        return f"feedback {self.pk}"
