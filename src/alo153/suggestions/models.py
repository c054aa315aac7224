"""Tables of what was learned, and of what became of each proposal."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import Case
from alo153.city.models import Topic


class LearnedModel(models.Model):
    """One training on the city's cases; its number is the version. The newest one proposes."""

    learned_at = models.DateTimeField()
    cases = models.PositiveIntegerField()
    # Slugs of topics, in the order of the scores
    labels = models.JSONField()
    # Arrays of `learning.storage`: weights of hashed pieces of words, no word itself
    content = models.BinaryField()
    temperature = models.FloatField()
    # Below this confidence it is silent; above 1: always
    threshold = models.FloatField()
    # The share of right first proposals for which the threshold was chosen
    precision = models.FloatField()
    # Accuracy, macro F1, top three, calibration: what `evaluate_suggestions` says
    measures = models.JSONField()

    class Meta:
        verbose_name = _("learned model")
        ordering: ClassVar = ["-id"]

    def __str__(self) -> str:
        return f"{self.pk}"


class TopicChoice(models.Model):
    """The proposals for the words of a case, and the person's choice."""

    case = models.OneToOneField(Case, on_delete=models.CASCADE, related_name="topic_choice")
    model = models.ForeignKey(LearnedModel, on_delete=models.PROTECT, related_name="+")
    # Topic, unit (slugs) and confidence of each, the surest first
    proposals = models.JSONField()
    # Whether the person saw them; those below the threshold are kept too
    shown = models.BooleanField()
    chosen = models.ForeignKey(Topic, on_delete=models.PROTECT, related_name="+")
    # Place of the chosen topic among the proposals, from 1; empty: another one was chosen
    rank = models.PositiveSmallIntegerField(null=True)
    at = models.DateTimeField()

    class Meta:
        verbose_name = _("choice of topic")

    def __str__(self) -> str:
        return f"{self.case_id}: {self.rank}"
