"""Telling the citizen the answer."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Answer, Case
from alo153.citizens.channel import ANSWERING
from alo153.citizens.channel import choices as channel_choices
from alo153.citizens.models import Identity
from alo153.contacts.models import Message
from alo153.core.database.sealed_text import WordsField


class Relay(models.Model):
    """Telling the citizen: a task of its own, with attempts. Closing waits for it."""

    class State(models.TextChoices):
        PENDING = "pending", _("waiting")
        TOLD = "told", _("told")
        EXHAUSTED = "exhausted", _("not reached")
        GIVEN_UP = "given_up", _("given up")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="relays")
    answer = models.ForeignKey(Answer, on_delete=models.CASCADE, related_name="relays")
    channel = models.CharField(_("channel"), max_length=8, choices=channel_choices(ANSWERING))
    contact = models.ForeignKey(Identity, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(_("state"), max_length=10, choices=State, default=State.PENDING)
    asked_at = models.DateTimeField(_("asked at"))
    finished_at = models.DateTimeField(_("finished at"), null=True)
    # What carries the answer, if it goes in writing
    message = models.OneToOneField(
        Message, null=True, on_delete=models.SET_NULL, related_name="relay"
    )

    class Meta:
        verbose_name = _("relay")
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                F("channel"), F("asked_at"), condition=Q(state="pending"), name="relay_due"
            )
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(state="pending"), name="one_relay_at_a_time"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.channel}"


class RelayAttempt(models.Model):
    """One try to tell the citizen, with its result."""

    class Result(models.TextChoices):
        TOLD = "told", _("told")
        NO_ANSWER = "no_answer", _("no answer")
        BUSY = "busy", _("busy")
        WRONG_NUMBER = "wrong_number", _("wrong number or address")
        FAILED = "failed", _("could not be sent")
        UNCLEAR = "unclear", _("not known whether it arrived")

    relay = models.ForeignKey(Relay, on_delete=models.CASCADE, related_name="attempts")
    number = models.PositiveSmallIntegerField(_("number"))
    at = models.DateTimeField(_("at"))
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    result = models.CharField(_("result"), max_length=12, choices=Result)
    detail = WordsField(_("detail"), max_length=300, blank=True, matter="relay.case")

    class Meta:
        verbose_name = _("attempt")
        ordering: ClassVar = ["number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["relay", "number"], name="attempt_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.relay} {self.number}"
