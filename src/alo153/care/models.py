"""Tables of care. Administrators, supervisors and quality read no word of them."""

from typing import ClassVar, Final
from uuid import uuid4

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.care.tables.abuse import AbuseReport, ComplaintFile, Offence, Step
from alo153.care.tables.sparing import Sparing
from alo153.contacts.models import Interaction

__all__ = [
    "AbuseReport",
    "ComplaintFile",
    "HardCall",
    "Hardness",
    "Offence",
    "Room",
    "Sparing",
    "Step",
    "Suggestion",
    "Survey",
    "SurveyCount",
    "SurveyEnvelope",
    "SurveyTurn",
    "Visit",
    "VisitLook",
    "VisitNote",
]


class Hardness(models.TextChoices):
    """The kind of strain of a hard call."""

    ABUSE = "abuse", _("abuse")
    THREAT = "threat", _("threat")
    DEATH = "death", _("death")
    CHILD = "child", _("a child")
    SUICIDE = "suicide", _("suicide")


ABUSIVE: Final = frozenset({Hardness.ABUSE, Hardness.THREAT})


class HardCall(models.Model):
    """An agent marked a call as hard. Only the agent reads what made it so."""

    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    hardness = models.CharField(_("what made it hard"), max_length=7, choices=Hardness)
    # The contact that was under way, or had just ended
    interaction = models.ForeignKey(
        Interaction, null=True, on_delete=models.SET_NULL, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("hard call")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["agent", "interaction"], name="hard_call_once"),
        ]
        indexes: ClassVar = [models.Index(F("agent"), F("at").desc(), name="hard_call_by_agent")]

    def __str__(self) -> str:
        return f"hard call {self.pk}"


class Room(models.TextChoices):
    """The rooms that members of staff can visit."""

    PSYCHOLOGIST = "psychologist", _("psychologist")
    INFIRMARY = "infirmary", _("infirmary")


class Suggestion(models.Model):
    """A supervisor suggests a room to a colleague. Taken or declined, the row goes.

    It does not say who suggested it, and no event does.
    """

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+")
    room = models.CharField(_("room"), max_length=12, choices=Room)

    class Meta:
        verbose_name = _("suggestion of care")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["person", "room"], name="suggested_once"),
        ]

    def __str__(self) -> str:
        return f"suggestion {self.pk}"


class Visit(models.Model):
    """A member of staff wishes to be seen, and when they are."""

    class State(models.TextChoices):
        ASKED = "asked", _("waits for a time")
        PLANNED = "planned", pgettext_lazy("visit", "planned")
        HELD = "held", _("took place")
        CANCELLED = "cancelled", pgettext_lazy("visit", "cancelled")

    person = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    room = models.CharField(_("room"), max_length=12, choices=Room)
    # What the person wrote, sealed by the rooms' own key; empty: nothing
    wish = models.TextField(_("what it is about"), blank=True)
    asked_at = models.DateTimeField(_("asked at"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.ASKED)
    begins_at = models.DateTimeField(_("begins at"), null=True)
    ends_at = models.DateTimeField(_("ends at"), null=True)

    class Meta:
        verbose_name = _("visit")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["person", "room"], condition=Q(state="asked"), name="one_open_wish"
            ),
            models.CheckConstraint(
                condition=Q(begins_at=None, ends_at=None) | Q(ends_at__gt=F("begins_at")),
                name="visit_ends_after_its_begin",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["planned", "held"]) | Q(begins_at__isnull=False),
                name="planned_visit_has_a_time",
            ),
        ]
        indexes: ClassVar = [
            models.Index("room", "state", "begins_at", name="visit_by_room"),
            models.Index("begins_at", condition=Q(state="planned"), name="visit_by_time"),
        ]

    def __str__(self) -> str:
        return f"visit {self.pk}"


class VisitNote(models.Model):
    """A note of the psychologist or the infirmary about a visit."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="notes")
    # Sealed by the rooms' own key
    words = models.TextField(_("note"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    written_at = models.DateTimeField(_("written at"))

    class Meta:
        verbose_name = _("note of a visit")

    def __str__(self) -> str:
        return f"note {self.pk}"


class VisitLook(models.Model):
    """Somebody opened a visit. The person it is of reads who did, and when."""

    visit = models.ForeignKey(Visit, on_delete=models.PROTECT, related_name="looks")
    reader = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("look at a visit")

    def __str__(self) -> str:
        return f"look {self.pk}"


class Survey(models.Model):
    """The yearly survey of all staff, with statements that they agree with or not."""

    year = models.PositiveSmallIntegerField(_("year"), unique=True)
    statements = models.JSONField(_("statements"))
    opened_at = models.DateTimeField(_("opened at"))
    closes_at = models.DateTimeField(_("closes at"))

    class Meta:
        verbose_name = _("survey of staff")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(closes_at__gt=F("opened_at")), name="survey_closes_after_it_opens"
            ),
        ]

    def __str__(self) -> str:
        return f"survey {self.year}"


class SurveyEnvelope(models.Model):
    """All answers to an open survey together, sealed, until it is closed.

    Sums that grow with each answer would reveal it to a reader of the backups before and after it.
    The envelope is sealed by the rooms' own key, which no backup has. The answers are sorted by
    value and have equal length, so that even an opened envelope does not name their authors.
    """

    survey = models.OneToOneField(Survey, on_delete=models.CASCADE, related_name="envelope")
    answers = models.TextField(_("sealed answers"), blank=True)

    class Meta:
        verbose_name = _("envelope of a survey")

    def __str__(self) -> str:
        return f"envelope of {self.survey_id}"


class SurveyCount(models.Model):
    """The number of people who chose a value for a statement, in a closed survey."""

    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="counts")
    # Its place in `Survey.statements`
    statement = models.PositiveSmallIntegerField(_("statement"))
    # 1 (not at all) to 5 (fully)
    value = models.PositiveSmallIntegerField(_("value"))
    count = models.PositiveIntegerField(_("how many chose it"), default=0)

    class Meta:
        verbose_name = _("count of a survey")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["survey", "statement", "value"], name="survey_value_counted_once"
            ),
        ]

    def __str__(self) -> str:
        return f"count {self.pk}"


class SurveyTurn(models.Model):
    """Somebody answered an open survey, so that they do it once. It says neither what nor when."""

    id = models.UUIDField(primary_key=True, default=uuid4, editable=False)
    survey = models.ForeignKey(Survey, on_delete=models.CASCADE, related_name="turns")
    person = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.CASCADE, related_name="+", db_index=False
    )

    class Meta:
        verbose_name = _("turn in a survey")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["survey", "person"], name="answered_once"),
        ]

    def __str__(self) -> str:
        return f"turn {self.pk}"
