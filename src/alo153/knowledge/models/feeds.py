"""Table of providers: what each said last, and when."""

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.city.models import Topic
from alo153.city.models.city_key import CityKey


class Feed(models.Model):
    """A provider of news that callers ask for, as `feeds.toml` names it, with its last answer."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    topic = CityKey(Topic, on_delete=models.CASCADE, related_name="+")
    stale_minutes = models.PositiveIntegerField()
    # `feeds.contract.Item.as_json`, of the last answer that could be read
    items = models.JSONField(default=list)
    fetched_at = models.DateTimeField(null=True)
    tried_at = models.DateTimeField(null=True)
    # Why the last try failed; empty: it did not
    failure = models.CharField(max_length=200, blank=True)

    class Meta:
        verbose_name = _("source of news")

    def __str__(self) -> str:
        return self.slug
