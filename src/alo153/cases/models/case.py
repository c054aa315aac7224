"""A case, and what its way through the municipality leaves behind."""

from datetime import datetime
from typing import ClassVar, Final

from django.conf import settings
from django.contrib.postgres.indexes import BrinIndex
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.rules.lifecycle import STATE_LABELS, State, possible
from alo153.cases.rules.outcomes import OUTCOME_LABELS, Outcome
from alo153.cases.rules.verbs import Verb
from alo153.citizens.channel import ANSWERING, COMING
from alo153.citizens.channel import choices as channel_choices
from alo153.citizens.models import Citizen, Identity
from alo153.city.models import (
    CaseKind,
    District,
    Neighborhood,
    RoutingRule,
    RuleVersion,
    Topic,
    Unit,
)
from alo153.city.models.choices import PLACE_LAYERS
from alo153.city.models.city_key import CityKey
from alo153.city.place import Place
from alo153.contacts.models import Interaction
from alo153.core.database.sealed_text import MARK, WordsField
from alo153.core.geo import point


class ReporterRole(models.TextChoices):
    """In what relation the person who speaks is to the matter."""

    AFFECTED = "affected", _("is affected")
    WITNESS = "witness", _("saw it in passing")
    FOR_ANOTHER = "for_another", _("speaks for somebody else")


SEALED: Final = ("text", "address", "pin", "reporter_name")
"""The columns of a case that are sealed if it is confidential."""


class Case(models.Model):
    """One matter a citizen brought, until they have heard the answer."""

    tracking_code = models.CharField(_("tracking code"), max_length=9)
    # The secret in the link of a message; whoever holds it sees the tracking page
    link_key = models.CharField(max_length=16)
    # Made with the form, so that a form sent twice opens one case
    form_token = models.UUIDField(null=True, unique=True, editable=False)
    # Keyed digest of what its citizen sent, where that may come again; empty: not known
    form_digest = models.CharField(
        max_length=64, blank=True, default="", db_default="", editable=False
    )
    # No index: each kind is about 10 % of rows, so it would go unused
    kind = CityKey(
        CaseKind, on_delete=models.PROTECT, db_column="kind", related_name="+", db_index=False
    )
    topic = CityKey(Topic, on_delete=models.PROTECT, related_name="cases")
    # As its topic was when it came: a topic that is public later does not open old cases
    confidential = models.BooleanField(_("confidential"), default=False, db_default=False)
    district = CityKey(District, null=True, on_delete=models.PROTECT, related_name="cases")
    neighborhood = CityKey(
        Neighborhood,
        null=True,
        on_delete=models.PROTECT,
        related_name="cases",
        # The index of place, topic and time begins with it
        db_index=False,
    )
    address = WordsField(
        _("address"), max_length=300, blank=True, matter="", of="cases.confidentialmatter.address"
    )
    # Whether the street or park is a main one of the metropolitan municipality; empty: unknown
    place_layer = models.CharField(
        _("street or park"), max_length=12, choices=PLACE_LAYERS, blank=True
    )
    # Degrees, WGS 84
    lat = models.FloatField(null=True)
    lon = models.FloatField(null=True)
    # Those of a confidential case, which a number cannot keep sealed: "40.76911 29.97525"
    pin = WordsField(
        blank=True, default="", db_default="", matter="", of="cases.confidentialmatter.pin"
    )
    text = WordsField(_("text"), matter="", of="cases.confidentialmatter.text")
    channel = models.CharField(_("channel"), max_length=10, choices=channel_choices(COMING))
    reporter = models.ForeignKey(
        Citizen,
        null=True,
        on_delete=models.PROTECT,
        related_name="cases",
        # `case_of_reporter` begins with it
        db_index=False,
    )
    # Of a confidential case: the citizen's record holds how to reach them, and no name
    reporter_name = WordsField(
        _("full name"),
        blank=True,
        default="",
        db_default="",
        matter="",
        of="cases.confidentialmatter.reporter_name",
    )
    reporter_role = models.CharField(
        _("who reports"), max_length=12, choices=ReporterRole, default=ReporterRole.AFFECTED
    )
    contact_wish = models.CharField(
        _("contact wish"), max_length=8, choices=channel_choices(ANSWERING)
    )
    contact = models.ForeignKey(Identity, null=True, on_delete=models.SET_NULL, related_name="+")
    state = models.CharField(
        _("state"), max_length=10, choices=[(state.value, STATE_LABELS[state]) for state in State]
    )
    unit = CityKey(Unit, null=True, on_delete=models.PROTECT, related_name="cases")
    # Who in the unit took it
    # Asked for among the open ones of a unit alone
    accepted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    # The leading case, whose answer this one waits for: of the `LinkedReport` that has not ended
    lead = models.ForeignKey(
        "self", null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    opened_at = models.DateTimeField(_("opened at"))
    # The promise as it was told to the citizen: the database refuses to change it
    promised_at = models.DateTimeField(_("promised by"), null=True, editable=False)
    # By the clock for the answer, empty while that stands; or by an earlier day of another body
    due_at = models.DateTimeField(_("due at"), null=True)
    # The body whose day that is; empty: it is our own time
    due_set_by = models.CharField(max_length=60, blank=True, default="", db_default="")
    closed_at = models.DateTimeField(_("closed at"), null=True)
    # Since when a person holds it to be urgent, by a confirmed `RaisedAlarm`
    urgent_at = models.DateTimeField(_("urgent since"), null=True)
    interactions = models.ManyToManyField(Interaction, related_name="cases")
    # Search has one column more, `words`, which PostgreSQL makes (its migration). It stands not
    # here, so that whoever reads a case does not carry it along

    class Meta:
        verbose_name = _("case")
        indexes: ClassVar = [
            BrinIndex(fields=["opened_at"], name="case_opened", autosummarize=True),
            models.Index(F("unit"), F("due_at"), condition=~Q(state="closed"), name="case_inbox"),
            models.Index(F("state"), F("due_at"), condition=~Q(state="closed"), name="case_open"),
            models.Index(
                F("unit"),
                F("due_at"),
                condition=Q(urgent_at__isnull=False) & ~Q(state="closed"),
                name="case_urgent",
            ),
            models.Index(F("reporter"), F("opened_at").desc(), name="case_of_reporter"),
            models.Index(F("lead"), condition=Q(lead__isnull=False), name="case_linked"),
            models.Index(F("id"), condition=Q(confidential=True), name="case_confidential"),
            models.Index(
                F("neighborhood"), F("topic"), F("opened_at").desc(), name="case_like_another"
            ),
        ]
        constraints: ClassVar = [
            # Nobody searches for their beginnings, for which `unique=True` makes a second index
            models.UniqueConstraint(fields=["tracking_code"], name="tracking_code_once"),
            models.UniqueConstraint(fields=["link_key"], name="link_key_once"),
            models.CheckConstraint(
                condition=Q(closed_at=None, state__in=[s for s in State if s != State.CLOSED])
                | Q(closed_at__isnull=False, state=State.CLOSED),
                name="closed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(lat=None, lon=None) | Q(lat__isnull=False, lon__isnull=False),
                name="pin_is_whole",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=[State.FORWARDED, State.ACCEPTED]) | Q(unit__isnull=False),
                name="forwarded_has_unit",
            ),
            models.CheckConstraint(
                condition=Q(confidential=False, pin="", reporter_name="")
                | Q(
                    *(Q(**{name: ""}) | Q(**{f"{name}__startswith": MARK}) for name in SEALED),
                    confidential=True,
                    lat=None,
                    lon=None,
                ),
                name="confidential_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return self.tracking_code

    @property
    def seal_name(self) -> str:
        """Return what names it in tokens of sealed words."""
        return self.tracking_code

    @property
    def place(self) -> Place:
        """Return where it is; of a confidential case that is not open, with dots and no point."""
        return Place(
            district=self.district,
            neighborhood=self.neighborhood,
            address=self.address,
            layer=self.place_layer,
            point=point(self.lat, self.lon),
        )

    @property
    def events_since(self) -> datetime:
        """Return before when nothing happened to it: older months of events are left out."""
        return self.opened_at

    @property
    def is_on_hold(self) -> bool:
        """Tell whether the time that was promised does not run now."""
        return self.is_open and self.promised_at is not None and self.due_at is None

    @property
    def is_open(self) -> bool:
        """Tell whether the citizen still waits for an answer."""
        return self.state != State.CLOSED

    @property
    def verbs(self) -> frozenset[Verb]:
        """Return the verbs that move it now; none while it goes with another case."""
        return frozenset() if self.lead_id else possible(State(self.state))


class Forwarding(models.Model):
    """The ledger of every hand-over and of every "not ours". No unit means the center.

    It is read by its case alone, and what it points to is never deleted: one index is enough.
    """

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="forwardings")
    from_unit = CityKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    to_unit = CityKey(Unit, null=True, on_delete=models.PROTECT, related_name="+", db_index=False)
    reason = WordsField(_("reason"))
    # Steps of the routing rule that decided; empty when a person did
    explanation = models.JSONField(_("explanation"), default=list)
    # By which version of the rules it was sent, and by which of them; no rule: by the topic's unit
    rule_version = models.ForeignKey(
        RuleVersion, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    rule = models.ForeignKey(
        RoutingRule, null=True, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("hand-over")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"


class Answer(models.Model):
    """The unit's answer, and the plain words that the center made of it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="answers")
    unit = CityKey(Unit, null=True, on_delete=models.PROTECT, related_name="+")
    outcome = models.CharField(
        _("outcome"), max_length=10, choices=[(o.value, OUTCOME_LABELS[o]) for o in Outcome]
    )
    text = WordsField(_("what was done"))
    legal_basis = WordsField(_("legal basis"), max_length=300, blank=True)
    planned_date = models.DateField(_("planned for"), null=True)
    responsible_body = WordsField(_("responsible body"), max_length=160, blank=True)
    duplicate_of = models.ForeignKey(Case, null=True, on_delete=models.PROTECT, related_name="+")
    # The evidence that the topic may demand; the photos are attachments of the case
    photos = models.PositiveSmallIntegerField(_("photos"), default=0)
    visited_at = models.DateTimeField(_("visited at"), null=True)
    document_number = WordsField(_("number of the document"), max_length=60, blank=True)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    written_at = models.DateTimeField(_("written at"))
    plain_text = WordsField(_("answer to the citizen"), blank=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)
    sent_back_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    sent_back_at = models.DateTimeField(_("sent back at"), null=True)
    sent_back_reason = WordsField(_("why it was sent back"), blank=True)

    class Meta:
        verbose_name = _("answer")
        ordering: ClassVar = ["id"]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.REFUSED) | ~Q(legal_basis=""),
                name="refusal_names_law",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.PLANNED) | Q(planned_date__isnull=False),
                name="plan_has_date",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.NOT_OURS) | ~Q(responsible_body=""),
                name="not_ours_says_whose",
            ),
            models.CheckConstraint(
                condition=~Q(outcome=Outcome.DUPLICATE) | Q(duplicate_of__isnull=False),
                name="duplicate_names_case",
            ),
            models.CheckConstraint(
                condition=Q(approved_at=None, approved_by=None)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="approved_who_and_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.case} {self.outcome}"


class Note(models.Model):
    """A word between colleagues; the citizen never sees it."""

    case = models.ForeignKey(Case, on_delete=models.CASCADE, related_name="notes")
    text = WordsField(_("note"))
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("at"))

    class Meta:
        verbose_name = _("note")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.case} {self.pk}"
