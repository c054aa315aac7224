"""Tables of what the municipality says to everybody. None of them names a citizen."""

from typing import ClassVar

from django.conf import settings
from django.contrib.postgres.fields import ArrayField
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.citizens.channel import Channel
from alo153.knowledge.models import Announcement
from alo153.publishing.fitting import Picture
from alo153.publishing.outlets import LABELS
from alo153.publishing.states import PostState, State

LONGEST: int = 5000
LONGEST_ALT_TEXT: int = 500
POST_STATES = {
    PostState.DRAFT: pgettext_lazy("post", "draft"),
    PostState.SUBMITTED: pgettext_lazy("post", "waits for approval"),
    PostState.APPROVED: pgettext_lazy("post", "approved"),
    PostState.DROPPED: pgettext_lazy("post", "dropped"),
}
STATES = {
    State.PLANNED: pgettext_lazy("post", "not approved yet"),
    State.WAITING: pgettext_lazy("post", "planned"),
    State.PUBLISHING: pgettext_lazy("post", "being published"),
    State.PUBLISHED: pgettext_lazy("post", "published"),
    State.FAILED: pgettext_lazy("post", "not published"),
    State.UNCLEAR: pgettext_lazy("post", "unclear: please look there"),
    State.WITHDRAWING: pgettext_lazy("post", "being removed"),
    State.WITHDRAWN: pgettext_lazy("post", "removed"),
}


def picture_path(post: "Post", _: str) -> str:
    """Return where the storage has the picture of a post."""
    return f"posts/{post.picture_key}.jpg"


class Post(models.Model):
    """Words for everybody, perhaps with a picture, and when they are to appear."""

    text = models.TextField(pgettext_lazy("post", "text"), max_length=LONGEST)
    # Drawn anew: nothing that a camera wrote into it is left
    picture = models.FileField(_("picture"), upload_to=picture_path, blank=True)
    # What nobody guesses: by it the companies fetch the picture once the post is approved
    picture_key = models.CharField(max_length=32, blank=True)
    width = models.PositiveIntegerField(default=0)
    height = models.PositiveIntegerField(default=0)
    alt_text = models.CharField(
        _("what the picture shows"), max_length=LONGEST_ALT_TEXT, blank=True
    )
    # Empty: as soon as it is approved
    planned_at = models.DateTimeField(_("planned for"), null=True)
    # How long it stands on the portal
    portal_days = models.PositiveSmallIntegerField(_("days on the portal"), default=7)
    state = models.CharField(
        _("state"), max_length=9, choices=list(POST_STATES.items()), default=PostState.DRAFT
    )
    # Counts the changes: what is approved is what was read
    version = models.PositiveIntegerField(default=1)
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    written_at = models.DateTimeField(_("written at"))
    # Whoever changed it at any time: of their words something may be left
    editors = ArrayField(models.BigIntegerField(), default=list)
    # Whose words it holds last
    changed_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    submitted_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    submitted_at = models.DateTimeField(_("submitted at"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)
    # What whoever did not approve it wrote to its writer
    remark = models.CharField(_("remark"), max_length=500, blank=True)
    # The day of the calendar: planned, or approved, or written
    shown_at = models.DateTimeField()

    class Meta:
        verbose_name = pgettext_lazy("publishing", "post")
        indexes: ClassVar = [
            models.Index("shown_at", condition=~Q(state="dropped"), name="post_by_day"),
            models.Index("submitted_at", condition=Q(state="submitted"), name="post_to_approve"),
        ]
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(state="approved", approved_at__isnull=False, approved_by__isnull=False)
                | (~Q(state="approved") & Q(approved_at=None, approved_by=None)),
                name="post_approved_by_somebody",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None)
                | ~Q(
                    Q(approved_by=F("written_by"))
                    | Q(approved_by=F("changed_by"))
                    | Q(approved_by=F("submitted_by"))
                ),
                name="post_approved_by_another",
            ),
            models.CheckConstraint(
                condition=Q(approved_by=None) | ~Q(editors__contains=[F("approved_by")]),
                name="post_approved_by_no_editor",
            ),
            models.CheckConstraint(
                condition=Q(picture="", width=0, height=0)
                | (~Q(picture="") & ~Q(picture_key="") & Q(width__gt=0, height__gt=0)),
                name="picture_has_key_and_size",
            ),
            # A draft may lack it still: nothing typed is lost
            models.CheckConstraint(
                condition=Q(state__in=["draft", "dropped"]) | Q(picture="") | ~Q(alt_text=""),
                name="picture_has_alt_text",
            ),
        ]

    def __str__(self) -> str:
        return f"post {self.pk}"

    @property
    def wrote(self) -> set[int]:
        """Return the keys of its authors and of its submitter."""
        people = {self.written_by_id, self.changed_by_id, *self.editors}
        return people | ({self.submitted_by_id} if self.submitted_by_id else set())

    @property
    def shape(self) -> Picture | None:
        """Return how large its picture is; nothing without one."""
        if not self.picture:
            return None
        return Picture(self.width, self.height, is_described=bool(self.alt_text))


class Publication(models.Model):
    """A post in one place: its words there, and what became of them."""

    post = models.ForeignKey(Post, on_delete=models.CASCADE, related_name="publications")
    channel = models.CharField(
        _("channel"), max_length=10, choices=[(each.value, label) for each, label in LABELS.items()]
    )
    # Words of its own; empty: those of the post
    own_text = models.TextField(pgettext_lazy("post", "text"), max_length=LONGEST, blank=True)
    state = models.CharField(
        _("state"), max_length=11, choices=list(STATES.items()), default=State.PLANNED
    )
    # Not tried before
    due_at = models.DateTimeField(null=True)
    attempts = models.PositiveSmallIntegerField(_("attempts"), default=0)
    # Which run of the job holds it, and since when
    claimed_by = models.UUIDField(null=True)
    claimed_at = models.DateTimeField(null=True)
    # The other side's name for what it has and shows to nobody yet
    prepared = models.CharField(max_length=200, blank=True)
    prepared_at = models.DateTimeField(null=True)
    # The other side's name for it
    reference = models.CharField(max_length=200, blank=True)
    published_at = models.DateTimeField(_("published at"), null=True)
    withdrawn_at = models.DateTimeField(_("removed at"), null=True)
    # Why it is not there, or is there still; without personal data
    last_error = models.CharField(_("last error"), max_length=60, blank=True)
    announcement = models.OneToOneField(
        Announcement, null=True, on_delete=models.PROTECT, related_name="publication"
    )

    class Meta:
        verbose_name = _("publication")
        indexes: ClassVar = [
            models.Index("due_at", condition=Q(state="waiting"), name="publication_due"),
            models.Index(
                "claimed_at",
                condition=Q(state__in=["publishing", "withdrawing"]),
                name="publication_on_its_way",
            ),
            models.Index(
                "post", condition=Q(state__in=["failed", "unclear"]), name="publication_to_see_to"
            ),
        ]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["post", "channel"], name="once_in_a_place"),
            models.CheckConstraint(
                condition=~Q(state="waiting") | Q(due_at__isnull=False),
                name="waiting_publication_is_due",
            ),
            models.CheckConstraint(
                condition=~Q(state="publishing")
                | Q(claimed_by__isnull=False, claimed_at__isnull=False),
                name="publishing_has_owner",
            ),
            models.CheckConstraint(
                condition=~Q(state__in=["published", "withdrawing"])
                | Q(published_at__isnull=False),
                name="published_says_when",
            ),
            models.CheckConstraint(
                condition=~Q(state="withdrawn") | Q(withdrawn_at__isnull=False),
                name="withdrawn_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"{self.channel} {self.pk}"

    @property
    def text(self) -> str:
        """Return the words for this place."""
        return self.own_text or self.post.text

    @property
    def place(self) -> Channel:
        """Return the channel as a value of the vocabulary."""
        return Channel(self.channel)
