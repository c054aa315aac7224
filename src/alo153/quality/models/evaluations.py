"""A contact that is evaluated, and the appeal of its agent."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.cases.models import Answer
from alo153.contacts.models import Interaction
from alo153.quality.models.calibrations import Calibration
from alo153.quality.models.cards import MEDIUM_LABELS, CardVersion
from alo153.quality.models.sampling import Draw


class Reason(models.TextChoices):
    """Why a contact is evaluated. Only contacts drawn by chance enter an estimate."""

    CHANCE = "chance", _("drawn by chance")
    LONG_HOLD = "long_hold", _("long hold")
    LOW_RATING = "low_rating", _("low rating")
    REPEATED = "repeated", _("contact repeated")
    COMPLAINT = "complaint", _("complaint")
    SILENCE = "silence", _("much silence")
    OVERLAP = "overlap", _("talking over each other")
    ALARM = "alarm", _("alarm words")
    GUEST = "guest", _("guest seat")
    NEW_AGENT = "new_agent", _("new agent")
    # Drawn by itself after a coaching
    FOLLOW_UP = "follow_up", _("follow-up of a coaching")
    CALIBRATION = "calibrate", _("calibration")
    OTHER = "other", _("another reason")


class State(models.TextChoices):
    """The state of an evaluation."""

    OPEN = "open", pgettext_lazy("evaluation", "open")
    GIVEN = "given", pgettext_lazy("evaluation", "given")
    # The recording is gone, or nobody may evaluate it
    DROPPED = "dropped", pgettext_lazy("evaluation", "dropped")


class Evaluation(models.Model):
    """One contact or one answer of a unit, scored by one evaluator."""

    # One of the two
    interaction = models.ForeignKey(
        Interaction, null=True, on_delete=models.PROTECT, related_name="evaluations"
    )
    answer = models.ForeignKey(
        Answer, null=True, on_delete=models.PROTECT, related_name="evaluations"
    )
    # Of an answer: whoever wrote it in the unit
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    medium = models.CharField(_("medium"), max_length=8, choices=list(MEDIUM_LABELS.items()))
    # When the contact ended, or the answer was approved
    contact_at = models.DateTimeField(_("time of the contact"))
    reason = models.CharField(_("reason"), max_length=10, choices=Reason)
    # Of those of chance: the draw, how many contacts the agent (or answers the unit) had that day,
    # and how many were drawn
    draw = models.ForeignKey(Draw, null=True, on_delete=models.PROTECT, related_name="evaluations")
    of = models.PositiveIntegerField(null=True)
    drawn = models.PositiveIntegerField(null=True)
    # The second score of the same contact, blind to the first; it enters agreement only
    second = models.BooleanField(_("second score"), default=False)
    # One of several scores of the same contact in a round
    calibration = models.ForeignKey(
        Calibration, null=True, on_delete=models.PROTECT, related_name="evaluations"
    )
    evaluator = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    state = models.CharField(_("state"), max_length=7, choices=State, default=State.OPEN)
    card = models.ForeignKey(CardVersion, null=True, on_delete=models.PROTECT, related_name="+")
    # By the key of a question: the value, or null for "not applicable"
    answers = models.JSONField(_("answers given"), default=dict)
    # By the key of a question: words, and the second of the recording
    remarks = models.JSONField(_("remarks"), default=dict)
    summary = models.TextField(_("what to say to the agent"), blank=True)
    percent = models.FloatField(_("score"), null=True)
    # Critical errors by class
    critical = models.JSONField(_("critical errors"), default=dict)
    begun_at = models.DateTimeField(_("begun at"))
    # Counts the changes, so that of two windows one is told
    version = models.PositiveIntegerField(default=1)
    given_at = models.DateTimeField(_("given at"), null=True)
    # The term of an appeal begins here
    seen_at = models.DateTimeField(_("first seen by its agent at"), null=True)
    acknowledged_at = models.DateTimeField(_("acknowledged at"), null=True)

    class Meta:
        verbose_name = _("evaluation")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(evaluator__isnull=True) | ~Q(evaluator=F("agent")),
                name="nobody_evaluates_themselves",
            ),
            models.CheckConstraint(
                condition=Q(reason="chance", draw__isnull=False, of__isnull=False)
                | ~Q(reason="chance") & Q(draw__isnull=True),
                name="only_chance_has_a_draw",
            ),
            models.CheckConstraint(
                condition=Q(state="given", given_at__isnull=False, card__isnull=False)
                | ~Q(state="given") & Q(given_at__isnull=True),
                name="given_by_a_card",
            ),
            models.CheckConstraint(
                condition=Q(interaction__isnull=False, answer__isnull=True)
                | Q(interaction__isnull=True, answer__isnull=False, medium="unit"),
                name="contact_or_answer",
            ),
            models.UniqueConstraint(
                fields=["interaction", "second"],
                condition=Q(calibration=None),
                name="contact_evaluated_once",
            ),
            models.UniqueConstraint(
                fields=["calibration", "interaction", "evaluator"], name="calibrated_once_by_each"
            ),
            models.CheckConstraint(
                condition=Q(calibration=None) & ~Q(reason="calibrate")
                | Q(calibration__isnull=False, reason="calibrate", second=True),
                name="calibration_is_no_figure",
            ),
            models.UniqueConstraint(fields=["answer", "second"], name="answer_evaluated_once"),
        ]
        indexes: ClassVar = [
            models.Index(
                "evaluator", "contact_at", condition=Q(state="open"), name="evaluation_to_do"
            ),
            models.Index(F("agent"), F("contact_at").desc(), name="evaluation_by_agent"),
            models.Index("contact_at", condition=Q(state="given"), name="evaluation_by_time"),
        ]

    def __str__(self) -> str:
        return f"evaluation {self.pk}"

    @property
    def subject_id(self) -> int:
        """Return the key of its contact or answer; both have a medium of their own."""
        key = self.answer_id if self.interaction_id is None else self.interaction_id
        assert key is not None  # a constraint of the table  # noqa: S101
        return key

    @property
    def counts(self) -> float | None:
        """Return the score that counts: that of an upheld appeal, else the first."""
        appeal: Appeal | None = getattr(self, "appeal", None)
        return appeal.percent if appeal and appeal.upheld else self.percent


class Recusal(models.Model):
    """An evaluator is not free to judge a contact; it goes to a colleague and is still sampled."""

    # The first score of the contact, also when the second was given away
    evaluation = models.ForeignKey(
        Evaluation, on_delete=models.PROTECT, related_name="recusals", db_index=False
    )
    evaluator = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("recusal")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["evaluation", "evaluator"], name="recused_once"),
        ]

    def __str__(self) -> str:
        return f"recusal {self.pk}"


class Appeal(models.Model):
    """The agent does not agree with an evaluation; somebody else decides. Both scores stay."""

    evaluation = models.OneToOneField(Evaluation, on_delete=models.PROTECT, related_name="appeal")
    reason = models.TextField(_("why"))
    appealed_at = models.DateTimeField(_("appealed at"))
    decided_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    decided_at = models.DateTimeField(_("decided at"), null=True)
    # The score is changed
    upheld = models.BooleanField(null=True)
    decision = models.TextField(_("decision"), blank=True)
    answers = models.JSONField(_("answers after the decision"), default=dict)
    percent = models.FloatField(_("score after the decision"), null=True)
    critical = models.JSONField(_("critical errors after the decision"), default=dict)

    class Meta:
        verbose_name = _("appeal")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(decided_at__isnull=True, decided_by__isnull=True, upheld__isnull=True)
                | Q(decided_at__isnull=False, decided_by__isnull=False, upheld__isnull=False),
                name="appeal_is_decided_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index("appealed_at", condition=Q(decided_at=None), name="appeal_undecided"),
        ]

    def __str__(self) -> str:
        return f"appeal {self.pk}"
