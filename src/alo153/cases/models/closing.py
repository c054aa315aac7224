"""Closings: a row for each, with the citizen's confirmation."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Answer, Case
from alo153.cases.rules.outcomes import OUTCOME_LABELS, Outcome
from alo153.citizens.channel import COMING
from alo153.citizens.channel import choices as channel_choices
from alo153.city.models import Topic, Unit
from alo153.city.models.city_key import CityKey
from alo153.core.database.sealed_text import WordsField


class Closing(models.Model):
    """One time a case was closed. Results are counted from these rows alone (`ClosingSums`)."""

    class Confirmation(models.TextChoices):
        NOT_ASKED = "not_asked", _("not asked")
        WAITING = "waiting", _("asked")
        SOLVED = "solved", _("solved")
        NOT_SOLVED = "not_solved", _("not solved")
        NO_ANSWER = "no_answer", _("no answer")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="closings")
    number = models.PositiveSmallIntegerField(_("number"))
    # Both empty: taken as withdrawn, since the citizen did not pay
    answer = models.ForeignKey(Answer, null=True, on_delete=models.CASCADE, related_name="closings")
    outcome = models.CharField(
        _("outcome"),
        max_length=10,
        blank=True,
        choices=[(o.value, OUTCOME_LABELS[o]) for o in Outcome],
    )
    # Values of outcomes.Need: what the answer showed
    evidence = models.JSONField(default=list)
    # As they were then
    unit = CityKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    topic = CityKey(Topic, on_delete=models.PROTECT, related_name="+")
    closed_at = models.DateTimeField(_("closed at"))
    told = models.BooleanField(_("the citizen was told"))
    # Who closed it although the citizen could not be told
    given_up_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    confirmation = models.CharField(_("confirmation"), max_length=10, choices=Confirmation)
    confirmation_at = models.DateTimeField(_("said at"), null=True)
    confirmation_channel = models.CharField(
        max_length=10, blank=True, choices=channel_choices(COMING)
    )
    # Who wrote down what the citizen said by telephone
    heard_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # What the citizen said about it
    words = WordsField(_("the citizen's words"), blank=True)
    reminders = models.PositiveSmallIntegerField(default=0)
    # When the citizen is reminded, or the question runs out
    ask_next_at = models.DateTimeField(null=True)
    # The later case about the same place and topic
    contacted_again = models.ForeignKey(
        Case, null=True, on_delete=models.SET_NULL, related_name="+"
    )
    contacted_again_at = models.DateTimeField(_("contacted again at"), null=True)

    class Meta:
        verbose_name = _("closing")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["case", "number"], name="closing_number_once"),
            models.CheckConstraint(
                condition=Q(answer=None, outcome="") | (Q(answer__isnull=False) & ~Q(outcome="")),
                name="closing_has_outcome",
            ),
            models.CheckConstraint(
                condition=Q(
                    confirmation__in=["solved", "not_solved"], confirmation_at__isnull=False
                )
                | (~Q(confirmation__in=["solved", "not_solved"]) & Q(confirmation_at=None)),
                name="confirmation_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(confirmation="not_solved") | ~Q(words=""), name="not_solved_says_why"
            ),
            models.CheckConstraint(
                condition=Q(confirmation="waiting", ask_next_at__isnull=False)
                | (~Q(confirmation="waiting") & Q(ask_next_at=None)),
                name="waiting_confirmation_runs_out",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                F("closed_at"),
                include=["unit", "topic", "outcome", "confirmation", "contacted_again_at"],
                name="closing_results",
            ),
            models.Index(F("topic"), F("closed_at"), name="closing_by_topic"),
            models.Index(
                F("ask_next_at"), condition=Q(confirmation="waiting"), name="closing_ask_next"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.number}"

    @property
    def is_plan(self) -> bool:
        """Tell whether nothing is done yet: it was planned, and the citizen did not say solved."""
        is_solved = self.confirmation == self.Confirmation.SOLVED
        return self.outcome == Outcome.PLANNED and not is_solved

    @property
    def may_still_be_said(self) -> bool:
        """Tell whether the citizen is asked now; after the time they may still call."""
        return self.confirmation == self.Confirmation.WAITING


class Objection(models.Model):
    """A citizen says that a closed case is not solved: somebody else than the closer decides."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="objections")
    closing = models.OneToOneField(Closing, on_delete=models.CASCADE, related_name="objection")
    number = models.PositiveSmallIntegerField(_("number"))
    opened_at = models.DateTimeField(_("opened at"))
    # The city's bound: from here on nobody below decides
    for_supervisor = models.BooleanField(_("for a supervisor"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    taken_at = models.DateTimeField(_("taken at"), null=True)
    # The closing in which it ended
    ended_by = models.OneToOneField(
        Closing, null=True, on_delete=models.CASCADE, related_name="ended_objection"
    )

    class Meta:
        verbose_name = _("objection")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case"], condition=Q(ended_by=None), name="one_objection_at_a_time"
            ),
            models.CheckConstraint(
                condition=Q(taken_by=None, taken_at=None)
                | Q(taken_by__isnull=False, taken_at__isnull=False),
                name="objection_taken_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.number}"
