"""Words that staff write often."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.cases.rules.lifecycle import STATE_LABELS, State
from alo153.citizens.channel import CONVERSING, choices
from alo153.city.models import CaseKind, Topic, Unit
from alo153.city.models.city_key import CityKey


class AnswerTemplate(models.Model):
    """A ready answer of a unit, or of the center (no unit), and what it is for: empty, for all.

    Words in braces: `cases.rules.ready_answers`.
    """

    unit = CityKey(Unit, null=True, on_delete=models.CASCADE, related_name="answer_templates")
    topic = CityKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    kind = CityKey(CaseKind, null=True, on_delete=models.CASCADE, related_name="+")
    state = models.CharField(
        _("state"),
        max_length=10,
        choices=[(state.value, STATE_LABELS[state]) for state in State],
        blank=True,
    )
    channel = models.CharField(_("channel"), max_length=10, choices=choices(CONVERSING), blank=True)
    language = models.CharField(_("language"), max_length=10, blank=True)
    name = models.CharField(_("name"), max_length=60)
    # What somebody types to have it at once
    shortcut = models.CharField(_("short key"), max_length=20, blank=True)
    text = models.TextField(_("text"))
    version = models.PositiveSmallIntegerField(default=1)
    # Nobody: it is as the city's files brought it
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    changed_at = models.DateTimeField(_("changed at"), null=True)

    class Meta:
        verbose_name = _("ready answer")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["unit", "name"], nulls_distinct=False, name="answer_template_name_once"
            ),
            models.UniqueConstraint(
                fields=["unit", "shortcut"],
                condition=~Q(shortcut=""),
                nulls_distinct=False,
                name="answer_template_shortcut_once",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class AnswerTemplateVersion(models.Model):
    """A former text of a ready answer, and its author."""

    template = models.ForeignKey(AnswerTemplate, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveSmallIntegerField()
    text = models.TextField(_("text"))
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("written at"), null=True)

    class Meta:
        verbose_name = pgettext_lazy("ready answer", "earlier version")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["template", "number"], name="answer_template_version_once"
            ),
        ]

    def __str__(self) -> str:
        return f"{self.template} {self.number}"
