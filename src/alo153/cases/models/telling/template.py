"""Words that a unit writes often."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.city.models import Topic, Unit
from alo153.city.models.keys import CityKey


class AnswerTemplate(models.Model):
    """A ready answer of a unit, for one topic or for all. Words in braces: `cases.replies`."""

    unit = CityKey(Unit, on_delete=models.CASCADE, related_name="answer_templates")
    topic = CityKey(Topic, null=True, on_delete=models.CASCADE, related_name="+")
    name = models.CharField(_("name"), max_length=60)
    text = models.TextField(_("text"))

    class Meta:
        verbose_name = _("ready answer")
        ordering: ClassVar = ["name"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["unit", "name"], name="answer_template_name_once"),
        ]

    def __str__(self) -> str:
        return self.name
