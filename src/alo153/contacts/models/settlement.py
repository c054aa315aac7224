"""A person's decision about an undelivered message."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.contacts.models.message import Message


class Settlement(models.Model):
    """Somebody wrote a message again, or gave it up and said why."""

    message = models.OneToOneField(
        Message, on_delete=models.CASCADE, primary_key=True, related_name="settlement"
    )
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"))
    # The message that was written in its place
    again = models.OneToOneField(Message, null=True, on_delete=models.CASCADE, related_name="first")
    note = models.CharField(_("note"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("settled message")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(again__isnull=False, note="") | (Q(again=None) & ~Q(note="")),
                name="written_again_or_given_up",
            ),
        ]

    def __str__(self) -> str:
        return f"settlement of {self.pk}"
