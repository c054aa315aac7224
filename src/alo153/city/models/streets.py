"""The register of streets, for the search of addresses. A load replaces all of it at once.

Nothing points here: a case keeps the words of its address, and its pin.
"""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.contrib.postgres.search import SearchVectorField
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.city.models.city import Neighborhood
from alo153.city.models.city_key import CityKey


class Street(models.Model):
    """A street within one neighborhood; one that runs through several has a row in each."""

    # Given by whoever loads, from 1 on
    id = models.PositiveIntegerField(primary_key=True)
    neighborhood = CityKey(
        Neighborhood, on_delete=models.PROTECT, related_name="streets", db_index=False
    )
    name = models.CharField(max_length=120)
    # Words of the name (`streets.street_names`) between single spaces
    name_words = models.TextField()
    # What finds it: these, and the names of neighborhood and district as they were
    words = SearchVectorField()
    # Somewhere on it, in degrees (WGS 84), where that is known
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)

    class Meta:
        verbose_name = _("street")
        indexes: ClassVar = [GinIndex(fields=["words"], name="street_words")]
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["neighborhood", "name_words"], name="street_in_neighborhood"
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                name="street_point_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class HouseNumber(models.Model):
    """A house of a street, and where it is."""

    street = models.ForeignKey(
        Street, on_delete=models.CASCADE, related_name="numbers", db_index=False
    )
    number = models.CharField(max_length=20)
    # `words.number_key`
    key = models.CharField(max_length=40, db_collation="C")
    lat = models.FloatField()
    lon = models.FloatField()

    class Meta:
        verbose_name = _("house number")
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["street", "key"], name="number_of_street"),
        ]

    def __str__(self) -> str:
        return self.number


class StreetWord(models.Model):
    """A folded word of the register, so that a misspelled one finds what it may have meant."""

    word = models.CharField(max_length=30, unique=True)

    class Meta:
        verbose_name = _("word of a street")
        indexes: ClassVar = [
            GinIndex(fields=["word"], name="street_word_near", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.word
