"""Tables of the knowledge base: questions of citizens, and what the city answers.

The first come from `answers.toml` through `articles.actions.load_articles`; what is written on the
page stays when the file is loaded again.
"""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.citizens.channel import Channel, choices
from alo153.city.models import Topic, Unit
from alo153.city.models.city_key import CityKey


class Article(models.Model):
    """A question and its answer, whatever the language. Retired when the file drops it."""

    slug = models.SlugField(unique=True)
    position = models.PositiveIntegerField()
    # What the information is about: the same key as at the desk
    topic = CityKey(Topic, on_delete=models.PROTECT, related_name="+")
    # Responsible for what it says
    unit = CityKey(Unit, on_delete=models.PROTECT, related_name="+")
    # A page elsewhere, or an address of ours that begins with a slash
    link = models.CharField(max_length=200, blank=True)
    phone = models.CharField(max_length=20, blank=True)
    address = models.CharField(max_length=200, blank=True)
    # First and last day, by the clock of the city; empty: always
    valid_from = models.DateField(null=True)
    valid_until = models.DateField(null=True)
    retired_at = models.DateTimeField(null=True)
    # Where the municipality says so
    source = models.CharField(max_length=200, blank=True)
    # The day on which somebody looks whether it still holds
    review_on = models.DateField(null=True)
    # For staff alone
    internal = models.BooleanField(default=False)
    # The number of the version in force; 0: loaded by a program that kept none
    version = models.PositiveIntegerField(default=0)
    # Written or retired on the page: the file does not change it any more
    edited_at = models.DateTimeField(null=True)

    class Meta:
        verbose_name = _("article")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(valid_from=None)
                | Q(valid_until=None)
                | Q(valid_until__gte=F("valid_from")),
                name="article_ends_after_it_begins",
            ),
        ]

    def __str__(self) -> str:
        return self.slug


class ArticleText(models.Model):
    """An article in one language."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="texts")
    language = models.CharField(max_length=2)
    question = models.CharField(max_length=120)
    answer = models.TextField()
    # What an agent says or does one after the other
    steps = ArrayField(models.TextField(), default=list)
    # The answer as callers hear it in the voice menu; empty: they do not
    spoken = models.TextField(blank=True)
    # The answer where it is another, by the slug of the district
    variants = models.JSONField(default=dict)
    # The question, its other forms and keywords, each as a list of roots (`matching.roots`)
    phrases = models.JSONField()
    # First letters of these roots, for the index
    keys = ArrayField(models.CharField(max_length=8))

    class Meta:
        verbose_name = _("text of an article")
        indexes: ClassVar = [GinIndex(fields=["keys"], name="article_keys")]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "language"], name="one_text_a_language"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.language}"


class ArticleVersion(models.Model):
    """The content of an article from an instant on: stored, never changed."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="versions")
    number = models.PositiveIntegerField()
    # `articles.content.Content.as_json`
    content = models.JSONField()
    # None: the city's file
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField()

    class Meta:
        verbose_name = _("version of an article")
        ordering: ClassVar = ["-number"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["article", "number"], name="article_version_once"),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.number}"


class ArticleFile(models.Model):
    """A form, plan or list that belongs to an article, checked by content."""

    article = models.ForeignKey(Article, on_delete=models.CASCADE, related_name="files")
    # What it is, as readers see it
    title = models.CharField(max_length=80)
    file = models.FileField(upload_to="articles/%Y/%m/")
    content_type = models.CharField(max_length=40)
    # Bytes
    size = models.PositiveIntegerField()
    added_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    added_at = models.DateTimeField()

    class Meta:
        verbose_name = _("file of an article")
        ordering: ClassVar = ["pk"]

    def __str__(self) -> str:
        return f"{self.article_id} {self.pk}"


class ArticleWord(models.Model):
    """A folded word of the articles, so that a misspelled one finds what it may have meant."""

    word = models.CharField(max_length=30, unique=True)

    class Meta:
        verbose_name = _("word of an article")
        indexes: ClassVar = [
            GinIndex(fields=["word"], name="article_word_near", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.word


class ArticleUse(models.Model):
    """The number of times an article was shown on a day; without an article: of empty results."""

    article = models.ForeignKey(Article, null=True, on_delete=models.CASCADE, related_name="uses")
    date = models.DateField()
    channel = models.CharField(
        max_length=10, choices=choices((Channel.WEB, Channel.CHAT, Channel.PHONE))
    )
    shown = models.PositiveIntegerField(default=0)
    helped = models.PositiveIntegerField(default=0)
    # Who went on to a person all the same
    went_on = models.PositiveIntegerField(default=0)

    class Meta:
        verbose_name = _("use of an article")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["article", "date", "channel"],
                name="one_use_a_day",
                nulls_distinct=False,
            ),
        ]

    def __str__(self) -> str:
        return f"{self.article_id} {self.date}"


class UnansweredQuestion(models.Model):
    """A question that found no article, in the city's own words: a gap for the center to fill."""

    # Folded; the same question again is counted
    key = models.CharField(max_length=120, unique=True)
    text = models.CharField(max_length=120)
    asked = models.PositiveIntegerField(default=1)
    first_at = models.DateTimeField()
    last_at = models.DateTimeField()

    class Meta:
        verbose_name = _("question without an answer")
        indexes: ClassVar = [models.Index("last_at", name="question_last_asked")]

    def __str__(self) -> str:
        return f"question {self.pk}"
