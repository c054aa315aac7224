"""An offer of a conversation to an agent, its reason, and its result."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.contacts.models.conversation import Conversation
from alo153.contacts.offering.offer_outcomes import OfferEnd, OfferReason

REASONS = [
    (OfferReason.NEXT.value, _("waits longest")),
    (OfferReason.TAKE_OVER.value, _("whoever had it is gone")),
]
RESULTS = [
    (OfferEnd.ACCEPTED.value, _("somebody took it")),
    (OfferEnd.DECLINED.value, _("declined")),
    (OfferEnd.NO_ANSWER.value, _("not answered")),
    (OfferEnd.WITHDRAWN.value, _("withdrawn")),
]


class WorkOffer(models.Model):
    """One agent was asked to take something that waits. The switchboard decides whom."""

    WORK: ClassVar[str]
    """The field of what waits."""
    CHANNEL: ClassVar[str | None] = None
    """By which all that is offered came; None: by any."""

    id = models.BigAutoField(primary_key=True)
    agent = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    offered_at = models.DateTimeField(_("offered at"))
    # It stands no longer
    until = models.DateTimeField(_("stands until"))
    # Why this, and why this agent: among so many with room, with so much in hand
    reason = models.CharField(_("reason"), max_length=9, choices=REASONS)
    score = models.FloatField(_("score in minutes"))
    among = models.PositiveIntegerField(_("agents with room"))
    in_hand = models.PositiveIntegerField(_("in hand"))
    # Who had it and is gone
    before = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    ended_at = models.DateTimeField(_("ended at"), null=True)
    result = models.CharField(_("result"), max_length=9, choices=RESULTS, blank=True)

    class Meta:
        abstract = True

    def __str__(self) -> str:
        return f"offer {self.pk}"

    @property
    def work_id(self) -> int:
        """Return the key of what waits."""
        key: int = getattr(self, f"{self.WORK}_id")
        return key


class ConversationOffer(WorkOffer):
    """One agent was asked to take one conversation."""

    WORK = "conversation"

    conversation = models.ForeignKey(
        Conversation, on_delete=models.CASCADE, related_name="offers", db_index=False
    )

    class Meta:
        verbose_name = _("offer of a conversation")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "conversation", condition=Q(ended_at=None), name="one_open_offer"
            ),
            models.UniqueConstraint("conversation", "agent", "offered_at", name="offered_once"),
            models.CheckConstraint(
                condition=Q(ended_at=None, result="") | (Q(ended_at__isnull=False) & ~Q(result="")),
                name="offer_ended_says_how",
            ),
        ]
        indexes: ClassVar = [
            models.Index("agent", F("offered_at").desc(), name="conversation_offer_by_agent"),
        ]
