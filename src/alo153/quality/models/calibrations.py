"""Rounds of calibration: several evaluators score the same contacts blind."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.contacts.models import Interaction
from alo153.quality.models.cards import MEDIUM_LABELS, CardVersion


class Calibration(models.Model):
    """A round in which several evaluators score the same contacts blind.

    Its scores are evaluations: second ones, which no figure counts and no agent reads.
    """

    medium = models.CharField(_("medium"), max_length=8, choices=list(MEDIUM_LABELS.items()))
    # The version by which all of them score
    card = models.ForeignKey(CardVersion, on_delete=models.PROTECT, related_name="+")
    opened_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField(_("opened at"))

    class Meta:
        verbose_name = _("calibration")
        ordering: ClassVar = ["-opened_at", "-pk"]

    def __str__(self) -> str:
        return f"calibration {self.pk}"


class AgreedScore(models.Model):
    """The score of a contact on which the evaluators of a calibration agreed together."""

    calibration = models.ForeignKey(Calibration, on_delete=models.PROTECT, related_name="agreed")
    interaction = models.ForeignKey(Interaction, on_delete=models.PROTECT, related_name="+")
    # By the key of a question: the value, or null for "not applicable"
    answers = models.JSONField(_("answers given"), default=dict)
    percent = models.FloatField(_("score"), null=True)
    agreed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    agreed_at = models.DateTimeField(_("agreed at"))

    class Meta:
        verbose_name = _("agreed score")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["calibration", "interaction"], name="one_agreed_score_of_a_contact"
            ),
        ]

    def __str__(self) -> str:
        return f"agreed score {self.pk}"
