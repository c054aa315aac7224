"""Routing rules, ordered, in versions that never change: they decide which unit gets a case.

The version in force is the one with the highest number among versions ever in force.
"""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.city.models.choices import PLACE_LAYERS
from alo153.city.models.city import District, Neighborhood, Topic, Unit
from alo153.city.models.city_key import CityKey


class RuleVersion(models.Model):
    """All rules as somebody saved them at once, and why."""

    number = models.PositiveIntegerField(_("version"), unique=True)
    # Empty: read from routing.toml
    saved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    saved_at = models.DateTimeField(_("saved at"))
    reason = models.CharField(_("why"), max_length=300)
    # False: the file's, which waits because an administrator had changed the rules (ADR 14)
    in_force = models.BooleanField(default=True)
    # `rulebook.digest` of its rules; empty in the version made of the rules before versions
    digest = models.CharField(max_length=64, blank=True)

    class Meta:
        verbose_name = _("version of the routing rules")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.CheckConstraint(condition=~Q(reason=""), name="rule_version_says_why"),
            models.CheckConstraint(
                condition=Q(in_force=True) | Q(saved_by=None), name="only_files_wait"
            ),
        ]

    def __str__(self) -> str:
        return f"version {self.number}"


class RoutingRule(models.Model):
    """One line of a version of the rules; hand-overs point at the rule that decided."""

    version = models.ForeignKey(RuleVersion, on_delete=models.CASCADE, related_name="rules")
    position = models.PositiveIntegerField()
    topic = CityKey(Topic, null=True, blank=True, on_delete=models.PROTECT)
    district = CityKey(District, null=True, blank=True, on_delete=models.PROTECT)
    neighborhood = CityKey(Neighborhood, null=True, blank=True, on_delete=models.PROTECT)
    place_layer = models.CharField(max_length=12, choices=PLACE_LAYERS, blank=True)
    # Empty: the municipality of the place's district
    unit = CityKey(Unit, null=True, blank=True, on_delete=models.PROTECT)
    reason = models.CharField(max_length=300)

    class Meta:
        verbose_name = _("routing rule")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["version", "position"], name="one_rule_a_position"),
        ]

    def __str__(self) -> str:
        return f"{self.position}: {self.reason}"


class RuleDraft(models.Model):
    """The rules as one administrator edits them, until they are saved or thrown away."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        on_delete=models.CASCADE,
        primary_key=True,
        related_name="rule_draft",
    )
    # What was in force when the draft was begun
    onto = models.ForeignKey(RuleVersion, on_delete=models.PROTECT, related_name="+")
    # Fields of routing.Rule, in order
    lines = models.JSONField()
    changed_at = models.DateTimeField(_("changed at"))

    class Meta:
        verbose_name = _("draft of the routing rules")

    def __str__(self) -> str:
        return f"draft of {self.user_id}"
