"""Internal notes of colleagues about a conversation."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.contacts.models.conversation import Conversation
from alo153.core.database.sealed_text import WordsField


class ConversationNote(models.Model):
    """A word between colleagues: no message, so no way leads from here to the citizen."""

    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="notes")
    author = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    text = WordsField(_("text"), matter="conversation")
    # Whom it names and tells
    mentioned = models.ManyToManyField(settings.AUTH_USER_MODEL, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("internal note")
        ordering: ClassVar = ["at", "pk"]

    def __str__(self) -> str:
        return f"{self.conversation} {self.pk}"
