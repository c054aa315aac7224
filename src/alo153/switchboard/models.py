"""Tables of the telephone: calls, offers, who sits where, and what the web asks for."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.citizens.models import Interaction
from alo153.switchboard import models_closings, models_guests, models_listening, models_messages
from alo153.switchboard.acd.queues import GENERAL
from alo153.switchboard.agent_states import AgentState
from alo153.switchboard.blocking import BlockedNumber, BlockPolicy
from alo153.switchboard.door.models import SipAttempt
from alo153.switchboard.films.models import Film
from alo153.switchboard.leg_words import LegKind, LegResult, LegRole
from alo153.switchboard.line_quality.models import LineQuality
from alo153.switchboard.nodes.models import MAIN, LentCall, Node
from alo153.switchboard.offering import OfferResult, OfferRule
from alo153.switchboard.recordings.models import Recording, RecordingPause

# where Django looks for tables
__all__ = [
    "AgentState",
    "BlockPolicy",
    "BlockedNumber",
    "Film",
    "LegKind",
    "LegResult",
    "LegRole",
    "LentCall",
    "LineQuality",
    "Node",
    "OfferResult",
    "OfferRule",
    "Recording",
    "RecordingPause",
    "SipAttempt",
    "models_closings",
    "models_guests",
    "models_listening",
    "models_messages",
]


class CallDirection(models.TextChoices):
    """Who called whom."""

    IN = "in", pgettext_lazy("telephone", "incoming")
    OUT = "out", pgettext_lazy("telephone", "outgoing")


class CallOutcome(models.TextChoices):
    """The one end of a call.

    Busy, no answer, could not be connected and canceled are results of calling a citizen.
    """

    ANSWERED = "answered", pgettext_lazy("telephone", "answered")
    ABANDONED = "abandoned", pgettext_lazy("telephone", "abandoned")
    BUSY = "busy", pgettext_lazy("telephone", "busy")
    NO_ANSWER = "no_answer", pgettext_lazy("telephone", "no answer")
    FAILED = "failed", pgettext_lazy("telephone", "could not be connected")
    CANCELED = "canceled", pgettext_lazy("telephone", "canceled")
    SELF_SERVED = "self_served", pgettext_lazy("telephone", "served by the voice menu")
    CLOSED = "closed", pgettext_lazy("telephone", "outside opening hours")
    BLOCKED = "blocked", pgettext_lazy("telephone", "blocked number")
    MESSAGE_LEFT = "message_left", pgettext_lazy("telephone", "left a message")


class CallParty(models.TextChoices):
    """Who hung up."""

    CITIZEN = "citizen", pgettext_lazy("telephone", "citizen")
    AGENT = "agent", pgettext_lazy("telephone", "agent")
    OUTSIDE = "outside", pgettext_lazy("telephone", "outside party")
    SWITCHBOARD = "switchboard", pgettext_lazy("telephone", "switchboard")


class GuestPhone(models.Model):
    """A citizen's browser that may call for a short time."""

    token = models.CharField(primary_key=True, max_length=40)
    secret_digest = models.CharField(_("secret digest"), max_length=64)
    created_at = models.DateTimeField(_("created at"))
    expires_at = models.DateTimeField(_("expires at"))
    # The citizen allows that the pictures of this call are recorded
    allows_film = models.BooleanField(_("allows a film"), default=False)

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
    direction = models.CharField(_("direction"), max_length=3, choices=CallDirection)
    # E.164 or short number where it can be understood; empty when withheld
    number = models.CharField(_("telephone number"), max_length=40, blank=True)
    called = models.CharField(_("called number"), max_length=40, blank=True)
    # With pictures, from and to a browser
    video = models.BooleanField(_("with pictures"), default=False)
    # The citizen allowed that its pictures are recorded
    filmed = models.BooleanField(_("may be filmed"), default=False)
    # The browser telephone it came from, while that is known
    guest = models.ForeignKey(
        GuestPhone, null=True, on_delete=models.SET_NULL, related_name="calls"
    )
    entered_at = models.DateTimeField(_("entered at"))
    queued_at = models.DateTimeField(_("waiting since"), null=True)
    answered_at = models.DateTimeField(_("answered at"), null=True)
    held_at = models.DateTimeField(_("on hold since"), null=True)
    # In the line again after a talk
    requeued_at = models.DateTimeField(_("waiting again since"), null=True)
    # Asked for a message, because nobody is there: waits no longer
    asked_at = models.DateTimeField(_("asked for a message at"), null=True)
    # The agent ended the talk; until `ended_at` the citizen is asked how it was
    parted_at = models.DateTimeField(_("talk ended at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    outcome = models.CharField(_("outcome"), max_length=12, choices=CallOutcome, null=True)
    ended_by = models.CharField(_("ended by"), max_length=12, choices=CallParty, null=True)
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
    rested_at = models.DateTimeField(_("place kept since"), null=True)
    rest_until = models.DateTimeField(_("called again from"), null=True)
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


class CallLeg(models.Model):
    """Somebody beside the citizen in a call: asked when, joined when, gone when and how."""

    # The channel's id in Asterisk, chosen by us: ``offer-<offer>`` or ``member-<call>.<number>``
    id = models.CharField(primary_key=True, max_length=70)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="legs")
    kind = models.CharField(_("whose"), max_length=10, choices=LegKind)
    role = models.CharField(_("role"), max_length=10, choices=LegRole)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    number = models.CharField(_("telephone number"), max_length=40, blank=True)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    asked_at = models.DateTimeField(_("asked at"))
    joined_at = models.DateTimeField(_("joined at"), null=True)
    left_at = models.DateTimeField(_("left at"), null=True)
    result = models.CharField(_("result"), max_length=12, choices=LegResult, blank=True)

    class Meta:
        verbose_name = _("leg of a call")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(left_at__isnull=True, result="")
                | (Q(left_at__isnull=False) & ~Q(result="")),
                name="leg_end_is_whole",
            ),
        ]
        indexes: ClassVar = [
            models.Index("call", name="leg_standing", condition=Q(left_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"leg {self.pk}"


class Offer(models.Model):
    """One agent's telephone rang for one call, and why this agent."""

    # ``<call>.<number>``: chosen by us, it also names the leg in Asterisk
    id = models.CharField(primary_key=True, max_length=60)
    call = models.ForeignKey(Call, on_delete=models.CASCADE, related_name="offers")
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="offers"
    )
    offered_at = models.DateTimeField(_("offered at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    result = models.CharField(_("result"), max_length=12, choices=OfferResult, null=True)
    rule = models.CharField(_("rule"), max_length=14, choices=OfferRule)
    idle_seconds = models.FloatField(_("seconds idle"))
    rank = models.PositiveSmallIntegerField(_("rank"))
    among = models.PositiveSmallIntegerField(_("ready agents"))
    # Priority and wait of the call in minutes; the level asked of a skill, 0 without one
    score = models.FloatField(_("score"), default=0.0)
    skill = models.CharField(_("skill"), max_length=40, blank=True)
    level = models.PositiveSmallIntegerField(_("level asked"), default=0)

    class Meta:
        verbose_name = _("offer")
        indexes: ClassVar = [
            models.Index("call", name="offer_open", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"offer {self.pk}"


class AgentSession(models.Model):
    """Where an agent stands now. Written by the switchboard; the web writes the account only."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="phone_session",
    )
    state = models.CharField(
        _("state"), max_length=14, choices=AgentState, default=AgentState.OFFLINE
    )
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    since = models.DateTimeField(_("since"))
    # The limit of this state: wrapping up ends there by itself, a longer pause is only seen
    until = models.DateTimeField(_("until"), null=True)
    idle_since = models.DateTimeField(_("available since"), null=True)
    # The telephone in the browser is registered
    reachable = models.BooleanField(_("reachable"), default=False)
    seen_at = models.DateTimeField(_("last seen"), null=True)
    call = models.ForeignKey(Call, null=True, on_delete=models.SET_NULL, related_name="+")
    # The page that holds the telephone, by a name it gave itself: the newest one wins
    screen = models.CharField(_("screen"), max_length=40, blank=True)
    # RFC 7616 HA1 of the session's secret; the secret itself is given out once and not kept
    secret_digest = models.CharField(_("secret digest"), max_length=64, blank=True)
    # The node whose Asterisk the telephone registers at, which alone decides about the agent
    node = models.CharField(pgettext_lazy("telephone", "node"), max_length=20, default=MAIN)

    class Meta:
        verbose_name = _("agent at the telephone")
        indexes: ClassVar = [models.Index("state", name="agent_by_state")]

    def __str__(self) -> str:
        return f"agent {self.pk}"


class AgentStateSpan(models.Model):
    """How long an agent was in a state: what occupancy and adherence are computed from.

    The spans of an agent follow one another without a gap; the open one is the present state.
    """

    id = models.BigAutoField(primary_key=True)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="state_spans"
    )
    state = models.CharField(_("state"), max_length=14, choices=AgentState)
    reason = models.CharField(_("reason"), max_length=40, blank=True)
    began_at = models.DateTimeField(_("began at"))
    # The limit it had
    until = models.DateTimeField(_("until"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)
    call = models.ForeignKey(Call, null=True, on_delete=models.SET_NULL, related_name="+")

    class Meta:
        verbose_name = _("time in a state")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "agent", condition=Q(ended_at__isnull=True), name="one_open_span"
            ),
            models.CheckConstraint(
                condition=Q(ended_at__isnull=True) | Q(ended_at__gte=F("began_at")),
                name="span_ends_after_its_begin",
            ),
        ]
        indexes: ClassVar = [
            models.Index("agent", "began_at", name="span_by_agent"),
            models.Index("began_at", name="span_by_time"),
        ]

    def __str__(self) -> str:
        return f"span {self.pk}"


class CommandName(models.TextChoices):
    """What the web can ask the switchboard for."""

    PROVISION_AGENT = "provision_agent", pgettext_lazy("telephone", "connect an agent's telephone")
    PROVISION_GUEST = "provision_guest", pgettext_lazy("telephone", "connect a citizen's browser")
    SIGN_OUT = "sign_out", pgettext_lazy("telephone", "sign out")
    SKILLS = "skills", pgettext_lazy("telephone", "change skills")
    READY = "ready", pgettext_lazy("telephone", "ready")
    PAUSE = "pause", pgettext_lazy("telephone", "pause")
    MORE_TIME = "more_time", pgettext_lazy("telephone", "more time after a call")
    DIAL = "dial", pgettext_lazy("telephone", "call back")
    HOLD = "hold", pgettext_lazy("telephone", "hold")
    RESUME = "resume", pgettext_lazy("telephone", "resume")
    HANG_UP = "hang_up", pgettext_lazy("telephone", "hang up")
    LET_IN = "let_in", pgettext_lazy("telephone", "let a guest in")
    CONSULT = "consult", pgettext_lazy("telephone", "ask somebody aside")
    INVITE = "invite", pgettext_lazy("telephone", "ask somebody into the call")
    CONFERENCE = "conference", pgettext_lazy("telephone", "make it a conference")
    CANCEL = "cancel", pgettext_lazy("telephone", "come back to the citizen")
    COMPLETE = "complete", pgettext_lazy("telephone", "leave the citizen with the others")
    BLIND = "blind", pgettext_lazy("telephone", "transfer without asking")
    DROP = "drop", pgettext_lazy("telephone", "take somebody out of the call")
    KEYS = "keys", pgettext_lazy("telephone", "press keys")
    PAUSE_RECORDING = "pause_recording", pgettext_lazy("telephone", "pause the recording")
    RECORD_AGAIN = "record_again", pgettext_lazy("telephone", "record again")
    SUPERVISE = "supervise", pgettext_lazy("telephone", "listen to a call")
    TAKE_OVER = "take_over", pgettext_lazy("telephone", "take a call over")
    STOP_SUPERVISING = "stop_supervising", pgettext_lazy("telephone", "stop listening")
    SET_STATE = "set_state", pgettext_lazy("telephone", "say what an agent does")
    DIRECT = "direct", pgettext_lazy("telephone", "move a waiting call")
    OPEN_SEAT = "open_seat", pgettext_lazy("telephone", "begin a guest's hour")
    END_SEAT = "end_seat", pgettext_lazy("telephone", "end a guest's hour")


class Command(models.Model):
    """Something the web asks the switchboard to do, and what came of it."""

    name = models.CharField(_("command"), max_length=20, choices=CommandName)
    payload = models.JSONField(_("payload"), default=dict)
    by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    at = models.DateTimeField(_("asked at"))
    # Whose it is to carry out
    node = models.CharField(pgettext_lazy("telephone", "node"), max_length=20, default=MAIN)
    taken_at = models.DateTimeField(_("taken at"), null=True)
    done_at = models.DateTimeField(_("done at"), null=True)
    # Empty when it was done; the desk says each in words (web/desk/refusals.py)
    error = models.CharField(_("error"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("command to the switchboard")
        indexes: ClassVar = [
            models.Index("id", name="command_waiting", condition=Q(taken_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
