"""The state of an agent, and its duration."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.calls.call_words import AgentState
from alo153.calls.endpoints.node_names import MAIN
from alo153.calls.models.call import Call
from alo153.calls.models.labels import AGENT_STATES, choices


class AgentSession(models.Model):
    """The state of an agent now. Written by the switchboard; the web writes account and sparing."""

    user = models.OneToOneField(
        settings.AUTH_USER_MODEL,
        primary_key=True,
        on_delete=models.PROTECT,
        related_name="phone_session",
    )
    state = models.CharField(
        _("state"), max_length=14, choices=choices(AGENT_STATES), default=AgentState.OFFLINE
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
    # Calls come to this agent later than to others until then; it does not say why
    spared_until = models.DateTimeField(_("spared until"), null=True)
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
    """A span of an agent in one state: the basis of occupancy and adherence.

    The spans of an agent follow one another without a gap; the open one is the present state. Of
    the time after a talk that ended while no switchboard ran nothing is known (`NOT_SEEN`).
    """

    id = models.BigAutoField(primary_key=True)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="state_spans"
    )
    state = models.CharField(_("state"), max_length=14, choices=choices(AGENT_STATES))
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
