"""A table that somebody brought, and what becomes of each of its lines."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import Case
from alo153.city.models import PartnerDesk
from alo153.city.models.city_key import CityKey


class TableImport(models.Model):
    """One table of a partner desk: read, looked at, and taken or thrown away."""

    class State(models.TextChoices):
        READING = "reading", _("being read")
        READY = "ready", _("waits for a look")
        TAKING = "taking", _("being taken in")
        DONE = "done", _("taken in")
        REFUSED = "refused", _("not readable")
        DROPPED = "dropped", _("thrown away")

    desk = CityKey(PartnerDesk, on_delete=models.PROTECT, related_name="+", db_index=False)
    sha256 = models.CharField(max_length=64)
    size = models.PositiveIntegerField(_("size"))
    state = models.CharField(_("state"), max_length=8, choices=State, default=State.READING)
    # What stands in the way of reading it, in the city's language
    reason = models.CharField(max_length=300, blank=True)
    # Lines of the table, once it was counted
    rows = models.PositiveIntegerField(_("lines"), default=0)
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("brought at"))
    taken_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    finished_at = models.DateTimeField(_("finished at"), null=True)

    class Meta:
        verbose_name = _("table of a partner desk")
        constraints: ClassVar = [
            # The same file waits once, however often it was pressed
            models.UniqueConstraint(
                fields=["desk", "sha256"],
                condition=Q(state__in=["reading", "ready", "taking"]),
                name="table_waits_once",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["taking", "done"]) | Q(taken_by__isnull=False),
                name="table_taken_by_whom",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.pk}"


class TableContent(models.Model):
    """The file of a table, sealed, until it was taken in: it may hold what is confidential."""

    table = models.OneToOneField(
        TableImport, on_delete=models.CASCADE, primary_key=True, related_name="content"
    )
    sealed = models.BinaryField()

    class Meta:
        verbose_name = _("file of a table")

    def __str__(self) -> str:
        return f"content of {self.table_id}"


class TableLine(models.Model):
    """One line of a table and what it becomes. It holds no words about people."""

    class State(models.TextChoices):
        NEW = "new", _("new")
        KNOWN = "known", _("there already")
        CHANGED = "changed", _("there already, and changed")
        FAULTY = "faulty", _("cannot be taken")
        OPENED = "opened", _("opened")
        UPDATED = "updated", _("change taken over")

    table = models.ForeignKey(TableImport, on_delete=models.CASCADE, related_name="lines")
    line = models.PositiveIntegerField(_("line"))
    number = models.CharField(_("number there"), max_length=40, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=State)
    case = models.ForeignKey(Case, null=True, on_delete=models.CASCADE, related_name="+")
    # What it becomes: slugs of kind and topic, the place by name, days as ISO
    becomes = models.JSONField(default=dict)
    # Pairs of a column and words in the city's language
    faults = models.JSONField(default=list)
    # Columns that say something else than the case has
    changes = models.JSONField(default=list)

    class Meta:
        verbose_name = _("line of a table")
        ordering: ClassVar = ["line"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["table", "line"], name="line_once"),
            models.CheckConstraint(
                condition=Q(state__in=["new", "faulty"], case=None)
                | (~Q(state__in=["new", "faulty"]) & Q(case__isnull=False)),
                name="line_has_its_case",
            ),
        ]
        indexes: ClassVar = [models.Index(F("table"), F("state"), F("line"), name="line_by_state")]

    def __str__(self) -> str:
        return f"{self.table_id}: {self.line}"
