"""The clocks of a case and their ledger. Entries are only ever added: the database sees to it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case
from alo153.cases.rules.clocks import STEP_LABELS, VERB_LABELS, State, Step
from alo153.city.models.choices import STANDARD_UNITS


class Clock(models.Model):
    """One time limit. What is written here next to the unit is read from the ledger."""

    class Purpose(models.TextChoices):
        ANSWER = "answer", _("answer to the citizen")
        PAYMENT = "payment", _("payment by the citizen")

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="clocks")
    purpose = models.CharField(_("purpose"), max_length=8, choices=Purpose)
    unit = models.CharField(_("counts in"), max_length=14, choices=STANDARD_UNITS)
    state = models.CharField(
        _("state"), max_length=8, choices=[(state.value, state.value) for state in State]
    )
    # Empty while it stands
    due_at = models.DateTimeField(_("due at"), null=True)
    # What happens next by itself: a `Step`, or the withdrawal of who did not pay
    next_step = models.CharField(max_length=8, blank=True)
    next_step_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("clock")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["case", "purpose"],
                condition=~Q(state="stopped"),
                name="one_clock_a_purpose",
            ),
            models.CheckConstraint(
                condition=Q(state="running", due_at__isnull=False)
                | Q(state="paused", due_at=None)
                | Q(state="stopped"),
                name="clock_due_while_running",
            ),
            models.CheckConstraint(
                condition=Q(next_step="", next_step_at=None)
                | (~Q(next_step="") & Q(next_step_at__isnull=False)),
                name="clock_step_says_when",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                F("next_step_at"), condition=Q(next_step_at__isnull=False), name="clock_next_step"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.purpose}"


class ClockEntry(models.Model):
    """One line of a clock's ledger, with the due instant as it was read then."""

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="entries")
    verb = models.CharField(
        _("verb"),
        max_length=8,
        choices=[(verb.value, label) for verb, label in VERB_LABELS.items()],
    )
    at = models.DateTimeField(_("at"))
    # The total in the clock's unit, of a start or an extension
    amount = models.PositiveIntegerField(_("length"), default=0)
    reason = models.TextField(_("reason"))
    # As in an event; no user: the citizen, or the program
    actor_kind = models.CharField(max_length=12)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    due_at = models.DateTimeField(_("due at"), null=True)

    class Meta:
        verbose_name = _("clock entry")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="clock_entry_says_why"),
            models.CheckConstraint(
                condition=Q(verb__in=["start", "extend"], amount__gt=0)
                | (~Q(verb__in=["start", "extend"]) & Q(amount=0)),
                name="clock_entry_amount",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.verb}"


class ClockTelling(models.Model):
    """A step of a clock was told, once for a due date; whom, the notices say."""

    clock = models.ForeignKey(Clock, on_delete=models.CASCADE, related_name="tellings")
    step = models.CharField(
        _("step"), max_length=8, choices=[(step.value, STEP_LABELS[step]) for step in Step]
    )
    # The ledger's last line then: a pause or an extension begins the steps anew
    after = models.ForeignKey(ClockEntry, on_delete=models.CASCADE, related_name="+")
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("reminder or escalation")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["clock", "step", "after"], name="told_once"),
        ]

    def __str__(self) -> str:
        return f"{self.clock} {self.step}"
