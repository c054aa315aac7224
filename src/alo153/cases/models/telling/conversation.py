"""Links between written conversations and cases."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case
from alo153.contacts.models import Conversation


class CaseConversation(models.Model):
    """A conversation is about a case; either may have several of the other."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="conversations")
    conversation = models.ForeignKey(Conversation, on_delete=models.CASCADE, related_name="cases")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("conversation about an application")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "conversation"], name="about_a_case_once"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.conversation_id}"
