"""Bodies whose applications come as tables. Rows come from `partners.toml` through `load_city`."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.city.models.choices import STANDARD_UNITS


class PartnerDesk(models.Model):
    """A body that hands applications over in its own table and takes answers back in it."""

    slug = models.SlugField(unique=True)
    # As `register` of its kinds says it
    name = models.CharField(max_length=60, unique=True)
    # Slugs; what a line becomes where its own words mean nothing. Without a topic it is not taken
    kind = models.CharField(max_length=24)
    topic = models.SlugField(blank=True)
    # It tells the citizen what we answer: we send them nothing
    relays_answers = models.BooleanField()
    # Its day, where the table has none; empty: it sets no day
    standard_amount = models.PositiveSmallIntegerField(null=True)
    standard_unit = models.CharField(max_length=14, choices=STANDARD_UNITS, blank=True)
    # A bundle of answers is made every working morning, and not only when somebody asks
    every_morning = models.BooleanField()
    # What a column means -> what it may be called; what a word in one means -> slug of ours
    columns = models.JSONField()
    kinds = models.JSONField()
    topics = models.JSONField()
    # Fields of partner_tables.ReplyForm
    reply = models.JSONField()
    # When the city's files named it first: what was answered before went another way
    since = models.DateTimeField()
    sort_key = models.TextField(db_collation="C")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("partner desk")
        ordering: ClassVar = ["sort_key"]

    def __str__(self) -> str:
        return self.name
