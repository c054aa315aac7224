"""Reports of abuse by citizens, and their results."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.calls.models import BlockedNumber
from alo153.contacts.models import Conversation, Interaction


class Step(models.IntegerChoices):
    """The agent's step with an abusive citizen; a threat needs no step before the last."""

    ASKED = 1, _("asked to stop")
    WARNED = 2, _("warned")
    ENDED = 3, _("ended by right")


class AbuseReport(models.Model):
    """An agent was abused in a contact. The agent's own words about it are a statement."""

    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    interaction = models.ForeignKey(
        Interaction, on_delete=models.PROTECT, related_name="abuse_reports"
    )
    # Of abuse in writing: it can go over several contacts
    conversation = models.ForeignKey(
        Conversation, null=True, on_delete=models.PROTECT, related_name="abuse_reports"
    )
    # Key of the message: a warning that is taken back was none
    warning = models.UUIDField(null=True)
    step = models.PositiveSmallIntegerField(_("step"), choices=Step)
    # A threat is told apart from abuse: it is another offence
    threat = models.BooleanField(_("threat"), default=False)
    begun_at = models.DateTimeField(_("begun at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    statement = models.TextField(_("statement"), blank=True)
    stated_at = models.DateTimeField(_("stated at"), null=True)
    # The caller was: no words about them come back
    erased_at = models.DateTimeField(_("erased at"), null=True)
    block = models.ForeignKey(BlockedNumber, null=True, on_delete=models.PROTECT, related_name="+")
    settled_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    settled_at = models.DateTimeField(_("settled at"), null=True)

    class Meta:
        verbose_name = _("report of abuse")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["interaction", "agent"], name="abuse_reported_once"),
            models.CheckConstraint(
                condition=Q(step=3, ended_at__isnull=False) | ~Q(step=3) & Q(ended_at=None),
                name="ended_by_right_has_a_time",
            ),
            models.CheckConstraint(
                condition=Q(settled_at=None, settled_by=None)
                | Q(settled_at__isnull=False, settled_by__isnull=False),
                name="abuse_settled_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("agent"), F("begun_at").desc(), name="abuse_by_agent"),
            models.Index("begun_at", condition=Q(settled_at=None), name="abuse_to_settle"),
        ]

    def __str__(self) -> str:
        return f"report {self.pk}"


class Offence(models.TextChoices):
    """The offence for the prosecutor, with its article in the penal code (law 5237, TCK)."""

    INSULT = "insult", _("insult (TCK 125)")
    THREAT = "threat", _("threat (TCK 106)")
    RESISTANCE = "resistance", _("resistance against public duty (TCK 265)")
    DISTURBANCE = "disturbance", _("disturbing peace and quiet (TCK 123)")


class ComplaintFile(models.Model):
    """The prosecutor's copy of a report: as it was on that day, with its sound held."""

    report = models.OneToOneField(AbuseReport, on_delete=models.PROTECT, related_name="complaint")
    offence = models.CharField(pgettext_lazy("law", "offence"), max_length=11, choices=Offence)
    # Copies: an erasure of the citizen or a later word changes no evidence
    number = models.CharField(_("telephone number"), max_length=40, blank=True)
    statement = models.TextField(_("statement"))
    # Of abuse in writing: what was written, as `care.actions.evidence.copies` returns it
    messages = models.JSONField(_("messages"), default=list)
    sha256 = models.CharField(_("SHA-256 of the recording"), max_length=64, blank=True)
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField(_("made at"))
    held_until = models.DateTimeField(_("recording held until"))

    class Meta:
        verbose_name = _("file for the prosecutor")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(statement=""), name="complaint_has_a_statement"),
        ]

    def __str__(self) -> str:
        return f"complaint {self.pk}"
