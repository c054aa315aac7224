"""Written conversations between a person and the center."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.citizens.channel import CONVERSING, SOCIAL, choices
from alo153.citizens.models import Citizen
from alo153.contacts.models.interaction import Interaction
from alo153.core.database.sealed_text import MARK, WordsField


class Conversation(models.Model):
    """Messages with one address on one channel that belong together.

    What they are about is said above: by no case, by one or by many.
    """

    class State(models.TextChoices):
        WAITING = "waiting", _("waits for an answer")
        ANSWERED = "answered", _("answered")
        CLOSED = "closed", _("closed")

    class CloseReason(models.TextChoices):
        SETTLED = "settled", _("nothing is left to do")
        AUTOMATIC = "automatic", _("a machine wrote it")
        SPAM = "spam", _("unwanted")
        LEFT = "left", _("the citizen ended it")
        KEYWORD = "keyword", _("answered without a person")
        ABUSE = "abuse", _("ended because of abuse")

    channel = models.CharField(_("channel"), max_length=10, choices=choices(CONVERSING))
    # How to answer: E.164, an e-mail address in lower case, or what the channel calls somebody;
    # empty if nobody can tell
    address = models.CharField(_("address"), max_length=254, blank=True)
    # As they call themselves
    name = WordsField(_("name"), max_length=200, blank=True, matter="")
    subject = WordsField(_("subject"), max_length=200, blank=True, matter="")
    # Only who is known by what was verified
    citizen = models.ForeignKey(
        Citizen, null=True, on_delete=models.SET_NULL, related_name="conversations"
    )
    # Of those that we began: whom staff wrote to, also where nobody has proved the address
    begun_for = models.ForeignKey(Citizen, null=True, on_delete=models.SET_NULL, related_name="+")
    assignee = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="conversations"
    )
    # When the present agent took it, or last answered it: one who signed out of the telephone later
    # has left it
    taken_at = models.DateTimeField(_("taken at"), null=True)
    # It came to be about something that few may read: its words and files are sealed (ADR 47)
    confidential = models.BooleanField(_("confidential"), default=False)
    # The moment of contact that goes on, or was the last; none of what a machine wrote
    interaction = models.OneToOneField(
        Interaction, null=True, on_delete=models.PROTECT, related_name="conversation"
    )
    # The key of the queue in queues.toml, from its beginning; staff may move it to another
    queue = models.CharField(_("queue"), max_length=40, default="general", db_default="general")
    state = models.CharField(_("state"), max_length=8, choices=State)
    # Of those that we began: what was sent for it, so that a second press begins no second one
    key = models.UUIDField(null=True, unique=True)
    began_at = models.DateTimeField(_("began at"))
    last_at = models.DateTimeField(_("last message at"))
    # By the channel's own clock: from then on its time runs within which we may answer freely
    wrote_at = models.DateTimeField(_("last written at"), null=True)
    # The channel's name of what its citizen said last in public, until that was answered privately
    comment = models.CharField(max_length=150, blank=True)
    commented_at = models.DateTimeField(_("said in public at"), null=True)
    # When the citizen was shown last that somebody types an answer
    typing_told_at = models.DateTimeField(null=True)
    # Of the oldest message without an answer
    waiting_since = models.DateTimeField(_("waiting since"), null=True)
    first_answered_at = models.DateTimeField(_("first answered at"), null=True)
    closed_at = models.DateTimeField(_("closed at"), null=True)
    close_reason = models.CharField(max_length=9, choices=CloseReason, blank=True)
    # It was ended because of abuse, and its citizen wrote on: a supervisor reads that first
    review_since = models.DateTimeField(_("waits for a supervisor since"), null=True)

    class Meta:
        verbose_name = _("conversation")
        indexes: ClassVar = [
            models.Index(
                F("waiting_since"), condition=Q(state="waiting"), name="conversation_waiting"
            ),
            # The two that the switchboard reads each time something changes
            models.Index(
                "channel",
                "queue",
                "waiting_since",
                condition=Q(state="waiting", assignee=None),
                name="conversation_unclaimed",
            ),
            models.Index(
                "assignee",
                condition=Q(state="waiting", assignee__isnull=False),
                name="conversation_in_hand",
            ),
            # Few go on of all that ever were (chat/queries.gone)
            models.Index(
                F("last_at"),
                condition=Q(channel="chat", state__in=["answered", "waiting"]),
                name="chat_that_goes_on",
            ),
            models.Index("channel", "address", F("last_at").desc(), name="conversation_by_address"),
            models.Index("state", F("last_at").desc(), name="conversation_by_state"),
            models.Index(F("id"), condition=Q(confidential=True), name="conversation_confidential"),
            models.Index(
                F("review_since"),
                condition=Q(review_since__isnull=False),
                name="conversation_for_review",
            ),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="waiting", waiting_since__isnull=False)
                | (~Q(state="waiting") & Q(waiting_since=None)),
                name="waiting_says_since",
            ),
            models.CheckConstraint(
                condition=Q(assignee=None, taken_at=None)
                | Q(assignee__isnull=False, taken_at__isnull=False),
                name="conversation_taken_says_when",
            ),
            models.CheckConstraint(
                condition=Q(state="closed", closed_at__isnull=False)
                | (~Q(state="closed") & Q(closed_at=None, close_reason="")),
                name="conversation_closed_says_when",
            ),
            models.CheckConstraint(
                condition=Q(review_since=None) | Q(close_reason="abuse"),
                name="only_abuse_is_reviewed",
            ),
            models.CheckConstraint(
                condition=Q(confidential=False)
                | Q(
                    Q(name="") | Q(name__startswith=MARK),
                    Q(subject="") | Q(subject__startswith=MARK),
                ),
                name="confidential_talk_is_sealed",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"

    @property
    def spoken_address(self) -> str:
        """Return the address, if it is one that people know: a channel's own names say nothing."""
        return "" if self.channel in SOCIAL else self.address

    @property
    def seal_name(self) -> str:
        """Return what names it in tokens of sealed words."""
        return f"talk-{self.pk}"
