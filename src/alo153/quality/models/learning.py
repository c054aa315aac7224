"""Learning material of agents: good moments of calls, and short cards with questions."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.calls.models.recordings import Recording


class GoodMoment(models.Model):
    """A part of a call that colleagues may learn from, if its agent hears and releases it.

    The library plays a copy in which the marked spans are silent, even after the recording was
    deleted. The copy is made when its agent listens to it: colleagues hear exactly this copy.
    """

    class State(models.TextChoices):
        PROPOSED = "proposed", pgettext_lazy("good moment", "waits for its agent")
        RELEASED = "released", pgettext_lazy("good moment", "released")
        # Declined or taken back: the copy is deleted
        CLOSED = "closed", pgettext_lazy("good moment", "not in the library")

    recording = models.ForeignKey(
        Recording, on_delete=models.PROTECT, related_name="good_moments", db_index=False
    )
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    title = models.CharField(_("title"), max_length=120)
    why = models.TextField(_("what is good about it"))
    # Seconds of the recording
    begin = models.FloatField(_("begins"))
    end = models.FloatField(_("ends"))
    # Pairs of seconds of the recording: names, addresses and numbers
    muted = models.JSONField(_("muted"), default=list)
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.PROPOSED)
    proposed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    proposed_at = models.DateTimeField(_("proposed at"))
    # Its agent played the copy
    heard_at = models.DateTimeField(_("heard at"), null=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    file = models.CharField(_("file"), max_length=200, blank=True)
    size = models.BigIntegerField(_("bytes"), null=True)

    class Meta:
        verbose_name = _("good moment")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(end__gt=F("begin")), name="moment_has_a_length"),
            models.CheckConstraint(
                condition=Q(state="released", size__isnull=False, heard_at__isnull=False)
                & ~Q(file="")
                | Q(state="closed", file="")
                | Q(state="proposed"),
                name="released_moments_were_heard",
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("state"), F("proposed_at").desc(), name="moment_by_state"),
        ]

    def __str__(self) -> str:
        return f"moment {self.pk}"


class LearningCard(models.Model):
    """A page of text with some questions. An agent who answers all correctly may get a skill."""

    title = models.CharField(_("title"), max_length=120)
    text = models.TextField(_("text"))
    moment = models.ForeignKey(GoodMoment, null=True, on_delete=models.SET_NULL, related_name="+")
    # Each: text, choices, and which of them is right
    questions = models.JSONField(_("questions"))
    # A key of [skills] in queues.toml, and the level it gives; empty: none
    skill = models.SlugField(_("skill"), max_length=40, blank=True)
    level = models.PositiveSmallIntegerField(_("level"), default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    written_at = models.DateTimeField(_("written at"))
    retired_at = models.DateTimeField(_("retired at"), null=True)

    class Meta:
        verbose_name = _("learning card")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(level__range=(1, 5)), name="card_gives_a_level"),
        ]

    def __str__(self) -> str:
        return f"learning card {self.pk}"


class LearningResult(models.Model):
    """An agent answered the questions of a card, as often as they like."""

    card = models.ForeignKey(LearningCard, on_delete=models.PROTECT, related_name="results")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    right = models.PositiveSmallIntegerField(_("right answers"))
    of = models.PositiveSmallIntegerField(_("questions"))
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("result of a learning card")
        constraints: ClassVar = [
            models.CheckConstraint(condition=Q(right__lte=F("of")), name="no_more_right_than_asked")
        ]
        indexes: ClassVar = [
            models.Index(F("person"), F("at").desc(), name="learned_by_person"),
        ]

    def __str__(self) -> str:
        return f"result {self.pk}"

    @property
    def passed(self) -> bool:
        """Say whether all answers were right."""
        return self.right == self.of
