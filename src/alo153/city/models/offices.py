"""Communication centers; `actions.load_city` reads their rows from `offices.toml`."""

from typing import ClassVar

from django.db import models
from django.utils.translation import get_language
from django.utils.translation import gettext_lazy as _

from alo153.city.models.city_key import CityKey


class Office(models.Model):
    """A communication center of the city (iletişim merkezi)."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    address = models.CharField(max_length=200)
    # Its desks are numbered from 1
    desks = models.PositiveSmallIntegerField()
    # What offices.hours_of reads: for each day, Monday first, spans like ["08:30", "17:30"]
    hours = models.JSONField()
    sort_key = models.TextField(db_collation="C")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("communication center")
        ordering: ClassVar = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class OfficeService(models.Model):
    """A service of a communication center; visitors' numbers begin with its letter."""

    office = CityKey(Office, on_delete=models.PROTECT, related_name="services")
    letter = models.CharField(max_length=1)
    # Language -> what it is called
    labels = models.JSONField()
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("service of a communication center")
        ordering: ClassVar = ["office", "letter"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["office", "letter"], name="letter_in_office"),
        ]

    def __str__(self) -> str:
        return f"{self.letter} {self.label}"

    @property
    def label(self) -> str:
        """Return what it is called in the reader's language, else in the city's first one."""
        found = self.labels.get(get_language()) or next(iter(self.labels.values()), self.letter)
        return str(found)
