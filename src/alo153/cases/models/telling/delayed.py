"""Outgoing messages that wait some seconds, in which their writer may cancel them."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case
from alo153.cases.models.telling.typed import Typed


class DelayedSend(Typed):
    """A step that tells the citizen something, as it was typed; it is done when its time comes."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="delayed_sends")
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    # The name of the step: ``approve``, ``question``
    verb = models.CharField(max_length=20)
    # Whom it reaches and how, as the button said it
    receiver = models.CharField(_("receiver"), max_length=300)
    made_at = models.DateTimeField(_("made at"))
    due_at = models.DateTimeField(_("leaves at"))
    # Why it could not be done any more; its words wait for their writer
    refused = models.CharField(_("refused"), max_length=300, blank=True)

    class Meta:
        verbose_name = _("delayed sending")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=models.Q(refused=""), name="one_delayed_send_a_case"
            ),
        ]
        indexes: ClassVar = [
            models.Index("due_at", condition=models.Q(refused=""), name="delayed_send_due"),
        ]

    def __str__(self) -> str:
        return f"{self.case_id} {self.verb}"

    @property
    def seal_name(self) -> str:
        """Return person and case."""
        return f"delayed|{self.by_user_id}|{self.case_id}"
