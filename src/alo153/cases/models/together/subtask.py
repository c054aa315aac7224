"""Work of another unit for a case that is not its own."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case
from alo153.cases.rules.subtasks import SUB_TASK_LABELS, SUB_TASK_STEP_LABELS, SubTaskState
from alo153.city.models import Unit
from alo153.city.models.city_key import CityKey


class SubTask(models.Model):
    """A part of a case that another unit is asked to do; the case stays with its leading unit."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="sub_tasks")
    unit = CityKey(Unit, on_delete=models.PROTECT, related_name="sub_tasks")
    # The unit that led the case at that time; empty: the center
    asked_by_unit = CityKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    asked_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    text = models.TextField(_("what is needed"))
    due_at = models.DateTimeField(_("due at"))
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(state.value, SUB_TASK_LABELS[state]) for state in SubTaskState],
        default=SubTaskState.ASKED,
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # Empty while the sub-task is open, and if the program withdrew it when the case closed
    ended_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # The result, or the reason for returning or withdrawing it
    words = models.TextField(_("answer or reason"), blank=True)
    # The next reminder of its deadline, and the time of it; empty: no reminder is left
    next_step = models.CharField(max_length=8, blank=True)
    next_step_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("sub-task")
        ordering: ClassVar = ["id"]
        indexes: ClassVar = [
            models.Index(
                F("unit"), F("due_at"), condition=Q(state=SubTaskState.ASKED), name="sub_task_inbox"
            ),
            models.Index(
                F("next_step_at"), condition=Q(next_step_at__isnull=False), name="sub_task_next"
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state=SubTaskState.ASKED, ended_at=None, words="")
                | (~Q(state=SubTaskState.ASKED) & Q(ended_at__isnull=False) & ~Q(words="")),
                name="sub_task_end_has_words",
            ),
            models.CheckConstraint(condition=~Q(text=""), name="sub_task_says_what"),
            models.CheckConstraint(
                condition=Q(due_at__gt=F("asked_at")), name="sub_task_due_after"
            ),
            models.CheckConstraint(
                condition=Q(next_step="", next_step_at=None)
                | (~Q(next_step="") & Q(next_step_at__isnull=False, state=SubTaskState.ASKED)),
                name="sub_task_tells_while_open",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"

    @property
    def is_open(self) -> bool:
        """Tell whether the asked unit still works on it."""
        return self.state == SubTaskState.ASKED


class SubTaskTelling(models.Model):
    """A deadline reminder that was sent, once for each step; the notices name its receivers."""

    sub_task = models.ForeignKey(SubTask, on_delete=models.CASCADE, related_name="tellings")
    step = models.CharField(
        _("step"),
        max_length=8,
        choices=[(step.value, label) for step, label in SUB_TASK_STEP_LABELS.items()],
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("reminder of a sub-task")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["sub_task", "step"], name="told_once_of_a_sub_task"),
        ]

    def __str__(self) -> str:
        return f"{self.sub_task} {self.step}"
