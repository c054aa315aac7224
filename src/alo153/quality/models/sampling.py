"""Sampling plans and draws."""

from typing import ClassVar

from django.conf import settings
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _


class Plan(models.Model):
    """The sampling of contacts, and whether citizens are asked.

    The newest row is in force; earlier rows are history.
    """

    each = models.PositiveSmallIntegerField(
        _("contacts of each agent a day"), validators=[MaxValueValidator(20)], default=1
    )
    each_unit = models.PositiveSmallIntegerField(
        _("answers of each unit a day"), validators=[MaxValueValidator(20)], default=0
    )
    each_closing = models.PositiveSmallIntegerField(
        _("closings of each unit a day"), validators=[MaxValueValidator(20)], default=0
    )
    # Beside those of chance; they enter no estimate
    each_reason = models.PositiveSmallIntegerField(
        _("contacts a day for each reason"), validators=[MaxValueValidator(20)], default=0
    )
    twice_percent = models.PositiveSmallIntegerField(
        _("percent that two people score"), validators=[MaxValueValidator(100)], default=10
    )
    appeal_days = models.PositiveSmallIntegerField(
        _("days to appeal"), validators=[MinValueValidator(1), MaxValueValidator(60)], default=7
    )
    # By SMS, with a link; needs `low_rating_sms` in the city's texts
    asks_low_ratings = models.BooleanField(_("ask after a low rating"), default=True)
    # In the channel of the conversation, with a link to five marks
    asks_conversations = models.BooleanField(
        _("ask after a written conversation"), default=True, db_default=True
    )
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("sampling plan")

    def __str__(self) -> str:
        return f"plan {self.pk}"


class Draw(models.Model):
    """The contacts of one day that chance chose. Its seed gives the same contacts again."""

    day = models.DateField(_("day"), unique=True)
    seed = models.CharField(_("seed"), max_length=40)
    each = models.PositiveSmallIntegerField(_("contacts of each agent a day"))
    # How many contacts there were to draw from
    candidates = models.PositiveIntegerField(_("contacts of that day"))
    # Telephone calls that an agent answered and nobody can hear; draws before 0.2.0 did not count
    unheard = models.PositiveIntegerField(_("calls without a recording"), null=True)
    # Of each kind its candidates (`rules.candidate_lists`); draws before 0.2.0 kept none
    lists = models.JSONField(_("candidates of the draw"), null=True)
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("draw")
        constraints: ClassVar = [
            models.CheckConstraint(condition=~models.Q(seed=""), name="draw_has_a_seed"),
        ]

    def __str__(self) -> str:
        return f"draw of {self.day}"
