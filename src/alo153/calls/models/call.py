"""A call, from its first sound to its one end, and the browser it may come from."""

from datetime import datetime
from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.calls.endpoints.node_names import MAIN
from alo153.calls.models.labels import CALL_DIRECTIONS, CALL_OUTCOMES, CALL_PARTIES, choices
from alo153.calls.queue import GENERAL
from alo153.contacts.models import Interaction


class GuestPhone(models.Model):
    """A citizen's browser that may call for a short time."""

    token = models.CharField(primary_key=True, max_length=40)
    secret_digest = models.CharField(_("secret digest"), max_length=64)
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    # The citizen allows that the pictures of this call are recorded
    allows_video = models.BooleanField(_("allows video"), default=False)

    class Meta:
        verbose_name = _("browser telephone of a citizen")
        indexes: ClassVar = [models.Index("expires_at", name="guest_phone_by_end")]

    def __str__(self) -> str:
        return f"guest phone {self.pk}"


class Call(models.Model):
    """One call. The key follows from Asterisk's id of it, so a restart finds the same row."""

    id = models.UUIDField(primary_key=True)
    # The citizen's leg in Asterisk; for an incoming call also Asterisk's linkedid
    channel = models.CharField(_("channel"), max_length=150)
    direction = models.CharField(_("direction"), max_length=3, choices=choices(CALL_DIRECTIONS))
    # E.164 or short number where it can be understood; empty when withheld
    number = models.CharField(_("telephone number"), max_length=40, blank=True)
    # As it came: "+902623181000", "153"; and the key in numbers.toml of the number that this is
    called = models.CharField(_("called number"), max_length=40, blank=True)
    public_number = models.CharField(_("public number"), max_length=40, blank=True)
    # With pictures, from and to a browser
    video = models.BooleanField(_("with pictures"), default=False)
    # The citizen allowed that its pictures are recorded
    video_recorded = models.BooleanField(_("video may be recorded"), default=False)
    # The browser telephone it came from, while that is known
    guest = models.ForeignKey(
        GuestPhone, null=True, on_delete=models.SET_NULL, related_name="calls"
    )
    entered_at = models.DateTimeField(_("entered at"))
    queued_at = models.DateTimeField(_("waiting since"), null=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    held_at = models.DateTimeField(_("on hold since"), null=True)
    # All holds that are over
    held_seconds = models.FloatField(_("seconds on hold"), default=0.0, db_default=0.0)
    # In the line again after a talk
    requeued_at = models.DateTimeField(_("waiting again since"), null=True)
    # Asked for a message, because nobody is there: waits no longer
    asked_at = models.DateTimeField(_("asked for a message at"), null=True)
    # The agent ended the talk; until `ended_at` the citizen is asked how it was
    parted_at = models.DateTimeField(_("talk ended at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    outcome = models.CharField(
        _("outcome"), max_length=12, choices=choices(CALL_OUTCOMES), null=True
    )
    ended_by = models.CharField(
        _("ended by"), max_length=12, choices=choices(CALL_PARTIES), null=True
    )
    # From the end of the menu to the answer or the end
    waited_seconds = models.FloatField(_("seconds waited"), null=True)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="calls"
    )
    interaction = models.OneToOneField(Interaction, on_delete=models.PROTECT, related_name="call")
    # What a call-back serves, in words of those above: ``relay:12``
    reference = models.CharField(_("reference"), max_length=60, blank=True)
    # Chosen in the menu, or known of the caller; empty: the city's
    language = models.CharField(_("language"), max_length=10, blank=True)
    # Where the caller stands in the voice menu, or left it; and the way there, a row for each
    # step: key, node, its word and wish at that time, and the case asked about (`case:12`)
    menu_node = models.CharField(_("place in the voice menu"), max_length=60, blank=True)
    menu_path = models.JSONField(_("way through the voice menu"), default=list, blank=True)
    # False: the caller does not wish a recording
    recorded = models.BooleanField(_("may be recorded"), default=True)
    # The key of the queue in queues.toml, and minutes of waiting given in advance
    queue = models.CharField(_("queue"), max_length=40, default=GENERAL)
    priority = models.FloatField(_("priority"), default=0.0)
    # The place of a caller whom the center will call: since when, from when, how often in vain
    place_kept_at = models.DateTimeField(_("place kept since"), null=True)
    call_again_at = models.DateTimeField(_("called again from"), null=True)
    # Until when a citizen is to be called who chose the hours, and since when that is missed
    call_by = models.DateTimeField(_("to be called by"), null=True)
    promise_missed_at = models.DateTimeField(_("not called in time since"), null=True)
    tries = models.PositiveSmallIntegerField(_("calls in vain"), default=0)
    # The node it came in through, which alone decides about it
    node = models.CharField(pgettext_lazy("telephone", "node"), max_length=20, default=MAIN)

    class Meta:
        verbose_name = _("call")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True, outcome__isnull=True, ended_by__isnull=True)
                | Q(ended_at__isnull=False, outcome__isnull=False, ended_by__isnull=False),
                name="call_end_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index(F("entered_at").desc(), name="call_by_time"),
            models.Index(F("agent"), F("entered_at").desc(), name="call_by_agent"),
            models.Index("entered_at", name="call_standing", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"call {self.pk}"

    @property
    def events_since(self) -> datetime:
        """Return before when nothing happened to it: older months of events are left out."""
        return self.entered_at
