"""Tables of the city's data. Rows come from `cities/<slug>/` through `actions.load_city`.

Every `sort_key` is `core.text.sort_key(name, language)` in the city's language, compared byte by
byte: the same order on any server.
"""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.db.models import F, Func, Q
from django.utils.translation import gettext_lazy as _

from alo153.city.models.choices import STANDARD_UNITS
from alo153.city.models.city_key import CityKey


class City(models.Model):
    """The one city served by this installation: what `city.toml` and `texts.toml` say."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=120)
    short_name = models.CharField(max_length=60)
    province = models.CharField(max_length=60)
    country = models.CharField(max_length=2)
    timezone = models.CharField(max_length=60)
    language = models.CharField(max_length=10)
    number = models.CharField(max_length=12)
    # Of the country: whom callers in danger are handed over to
    emergency_number = models.CharField(max_length=5)
    link_domain = models.CharField(max_length=120)
    sms_sender = models.CharField(max_length=11)
    email_sender = models.EmailField()
    accent = models.CharField(max_length=7)
    accent_on_dark = models.CharField(max_length=7)
    map_lat = models.FloatField()
    map_lon = models.FloatField()
    # Four degrees: west, south, east, north
    map_bounds = models.JSONField()
    base_map_url = models.CharField(max_length=300, blank=True)
    # What calendar.from_data reads: hours, weekdays, administrative leave
    working_time = models.JSONField()
    # Days a citizen has to answer a unit's question
    question_days = models.PositiveSmallIntegerField(default=7)
    # By language, then by key of texts.KEYS
    texts = models.JSONField(default=dict)
    # Fields of quiet_hours.QuietHours; empty without any
    quiet_hours = models.JSONField(default=dict)
    # Spellings by what they ask for: sms_keywords.NAMES; empty without any
    sms_keywords = models.JSONField(default=dict)
    # When chats are answered, as `Office.hours`; empty around the clock
    chat_hours = models.JSONField(default=list)
    # Fields of closing.ClosingPolicy
    closing = models.JSONField(default=dict)
    # Who is called first in communication centers: minutes, and labels by language
    priority = models.JSONField(default=dict)
    # Days after which the scan of a visitor's card is deleted at the latest
    identity_scan_days = models.PositiveSmallIntegerField(default=30)
    # When whom is told of a clock, in working days: fields of cases' telling policy
    telling = models.JSONField(default=dict)
    # When a case is offered as likely the same matter: fields of cases' policy of duplicates
    duplicates = models.JSONField(default=dict)
    # Words that a person must look at: fields of alarms.Alarm
    alarms = models.JSONField(default=list)
    # Minutes in which a person looks at one; then the supervisors are told
    look_within = models.PositiveSmallIntegerField(default=10)
    # What is stored with a case where no rule decides: the fields of routing.Reasons
    routing_reasons = models.JSONField(default=dict)
    loaded_at = models.DateTimeField()

    class Meta:
        verbose_name = _("city")
        verbose_name_plural = _("cities")

    def __str__(self) -> str:
        return self.name


class Unit(models.Model):
    """An organization that does the work: a department, an affiliate, or an outside party."""

    class Kind(models.TextChoices):
        DEPARTMENT = "department"
        AFFILIATE = "affiliate"
        OUTSIDE = "outside"

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    kind = models.CharField(max_length=12, choices=Kind)
    parent = CityKey(
        "self", null=True, blank=True, on_delete=models.PROTECT, related_name="children"
    )
    phone = models.CharField(max_length=20, blank=True)
    email = models.EmailField(blank=True)
    # What an agent tells a caller who is sent on to this party.
    say = models.TextField(blank=True)
    sort_key = models.TextField(db_collation="C")
    # Set when the city's files stop naming the unit: old cases still point here.
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("unit")
        ordering: ClassVar = ["sort_key"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(parent=None) | ~Q(parent=F("id")), name="unit_not_own_parent"
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Contact(models.Model):
    """Somebody outside whom an agent asks into a call: an interpreter, a psychologist."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=160)
    role = models.CharField(max_length=80)
    phone = models.CharField(max_length=20)
    sort_key = models.TextField(db_collation="C")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("outside contact")
        ordering: ClassVar = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class District(models.Model):
    """A district (ilçe) and the municipality that serves its local streets and parks."""

    slug = models.SlugField(unique=True)
    name = models.CharField(max_length=80)
    municipality = CityKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="districts"
    )
    # GeoJSON geometry: surveyed, or grown from center points and approximate, see areas.py
    area = models.JSONField(null=True, blank=True)
    is_surveyed = models.BooleanField(default=False, db_default=False)
    sort_key = models.TextField(db_collation="C")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("district")
        ordering: ClassVar = ["sort_key"]

    def __str__(self) -> str:
        return self.name


class Neighborhood(models.Model):
    """A neighborhood (mahalle) with its center point in degrees (WGS 84) where one is known."""

    district = CityKey(District, on_delete=models.PROTECT, related_name="neighborhoods")
    slug = models.SlugField()
    name = models.CharField(max_length=80)
    population = models.PositiveIntegerField(null=True, blank=True)
    lat = models.FloatField(null=True, blank=True)
    lon = models.FloatField(null=True, blank=True)
    # As the district's
    area = models.JSONField(null=True, blank=True)
    is_surveyed = models.BooleanField(default=False, db_default=False)
    sort_key = models.TextField(db_collation="C")
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("neighborhood")
        ordering: ClassVar = ["sort_key"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["district", "slug"], name="neighborhood_in_district"),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                name="neighborhood_point_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class Topic(models.Model):
    """The subject of a call or a case. A topic without a parent is a group of topics."""

    class Responsibility(models.TextChoices):
        METROPOLITAN = "metropolitan"
        DISTRICT = "district"
        BY_PLACE = "by_place"
        OUTSIDE = "outside"

    slug = models.SlugField(unique=True, max_length=80)
    name = models.CharField(max_length=120)
    parent = CityKey("self", null=True, blank=True, on_delete=models.PROTECT, related_name="topics")
    position = models.PositiveIntegerField()
    # A value of cases' kinds; empty for groups
    default_kind = models.CharField(max_length=24, blank=True)
    # True: calls about it are answered on the spot and open no case
    information_only = models.BooleanField(default=False)
    # Special categories of personal data (KVKK, Law 6698, art. 6): few may see such cases at all
    confidential = models.BooleanField(default=False)
    responsibility = models.CharField(max_length=12, choices=Responsibility)
    default_unit = CityKey(
        Unit, null=True, blank=True, on_delete=models.PROTECT, related_name="default_topics"
    )
    # The published service standard; both empty for groups and information-only topics
    standard_amount = models.PositiveIntegerField(null=True, blank=True)
    standard_unit = models.CharField(max_length=14, choices=STANDARD_UNITS, blank=True)
    # The standard in the citizen's words
    promise = models.CharField(max_length=200, blank=True)
    # What an agent says or asks first
    say = models.TextField(blank=True)
    # By outcome of an answer: values of evidence.Evidence that it must show
    evidence = models.JSONField(default=dict)
    # Its form: values of questions.TopicQuestion
    questions = models.JSONField(default=list)
    # Words people say, and name and group with them: what is searched
    keywords = models.TextField(blank=True)
    search_text = models.TextField()
    name_key = models.GeneratedField(
        expression=Func(F("name"), function="alo_fold"),
        output_field=models.TextField(),
        db_persist=True,
    )
    search_key = models.GeneratedField(
        expression=Func(F("search_text"), function="alo_fold"),
        output_field=models.TextField(),
        db_persist=True,
    )
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("topic")
        ordering: ClassVar = ["position"]
        indexes: ClassVar = [
            GinIndex(fields=["search_key"], name="topic_search", opclasses=["gin_trgm_ops"]),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(standard_amount=None, standard_unit="")
                | (Q(standard_amount__isnull=False) & ~Q(standard_unit="")),
                name="topic_standard_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name


class CaseKind(models.Model):
    """The legal kind of an application: its required data, and its clock."""

    slug = models.SlugField(primary_key=True, max_length=24)
    name = models.CharField(max_length=60)
    position = models.PositiveSmallIntegerField()
    # What the time limit rests on
    law = models.CharField(max_length=200, blank=True)
    # What an agent must know or say
    say = models.TextField(blank=True)
    # Values of kinds.Need
    needs = models.JSONField(default=list)
    anonymous = models.BooleanField(default=False)
    # Whether staff may let the clock stand
    hold = models.BooleanField(default=False)
    # Both empty: the topic's service standard
    standard_amount = models.PositiveIntegerField(null=True, blank=True)
    standard_unit = models.CharField(max_length=14, choices=STANDARD_UNITS, blank=True)
    # The new total in the unit of the standard; 0: cannot be extended
    extension = models.PositiveIntegerField(default=0)
    # The new total once the citizen was told how the matter stands; 0: there is no such answer
    interim = models.PositiveIntegerField(default=0)
    # Working days to pay after a cost notice; 0: there is none
    pay_within = models.PositiveIntegerField(default=0)
    forward_and_inform = models.BooleanField(default=False)
    # The body that numbers it and sets a date of its own
    register = models.CharField(max_length=60, blank=True)
    retired_at = models.DateTimeField(null=True, blank=True)

    class Meta:
        verbose_name = _("kind of application")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(standard_amount=None, standard_unit="")
                | (Q(standard_amount__isnull=False) & ~Q(standard_unit="")),
                name="kind_standard_whole",
            ),
        ]

    def __str__(self) -> str:
        return self.name

    @property
    def has_statutory_time(self) -> bool:
        """Tell whether a law sets the time of its answer; otherwise the city promises one."""
        return bool(self.law) and self.standard_amount is not None
