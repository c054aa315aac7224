"""Questions of a unit to the citizen during the work on their case."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case
from alo153.citizens.channel import COMING, HEARING
from alo153.citizens.channel import choices as channel_choices
from alo153.citizens.models import Identity
from alo153.core.database.sealed_text import WordsField


class Question(models.Model):
    """A question, how it reaches the citizen, until when the unit waits, and what came of it."""

    class State(models.TextChoices):
        OPEN = "open", _("waits for the citizen")
        ANSWERED = "answered", _("the citizen answered")
        EXPIRED = "expired", _("no answer came")
        # The case went on before one did
        VOID = "void", _("not needed any more")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="questions")
    text = WordsField(_("question"))
    way = models.CharField(_("way"), max_length=6, choices=channel_choices(HEARING))
    contact = models.ForeignKey(Identity, null=True, on_delete=models.SET_NULL, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    expires_at = models.DateTimeField(_("waits until"))
    # Whether the clock stands because of it
    holds_clock = models.BooleanField(_("lets the time stand"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.OPEN)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    reply = WordsField(_("answer of the citizen"), blank=True)
    reply_channel = models.CharField(
        _("channel"), max_length=10, choices=channel_choices(COMING), blank=True
    )

    class Meta:
        verbose_name = _("question to the citizen")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="open"), name="question_one_open"
            ),
            models.CheckConstraint(condition=~Q(text=""), name="question_has_words"),
            models.CheckConstraint(
                condition=Q(state="open", ended_at=None) | ~Q(state="open") & ~Q(ended_at=None),
                name="question_ends_once",
            ),
            models.CheckConstraint(
                condition=Q(state="answered") & ~Q(reply="") & ~Q(reply_channel="")
                | ~Q(state="answered") & Q(reply="", reply_channel=""),
                name="question_answer_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("expires_at"), condition=Q(state="open"), name="question_expires"),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"
