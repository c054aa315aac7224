"""Tables of outgoing lists: their purpose, their numbers, and the result of each number."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.calls.endpoints.node_names import MAIN


class ListKind(models.TextChoices):
    """The speaker of a list's calls."""

    MENU = "menu", pgettext_lazy("call list", "voice menu")
    AGENT = "agent", pgettext_lazy("call list", "agent")


class ListState(models.TextChoices):
    """The progress of a list of calls, from draft to end."""

    DRAFT = "draft", pgettext_lazy("call list", "waits for approval")
    APPROVED = "approved", pgettext_lazy("call list", "approved")
    RUNNING = "running", pgettext_lazy("call list", "running")
    PAUSED = "paused", pgettext_lazy("call list", "paused")
    DONE = "done", pgettext_lazy("call list", "finished")


class NumberState(models.TextChoices):
    """The result of a number of a list so far."""

    WAITING = "waiting", pgettext_lazy("call list", "still to be called")
    CALLING = "calling", pgettext_lazy("call list", "being called")
    # Whether a machine listened nobody knows: a key is pressed by people alone
    REACHED = "reached", pgettext_lazy("call list", "listened, pressed a key or talked")
    HUNG_UP = "hung_up", pgettext_lazy("call list", "hung up before the end")
    UNREACHED = "unreached", pgettext_lazy("call list", "not reached")
    OPTED_OUT = "opted_out", pgettext_lazy("call list", "wishes no more calls")
    HELD_BACK = "held_back", pgettext_lazy("call list", "not called: had wished no calls")


class CallList(models.Model):
    """An outgoing list: what is said, when, and who wrote and approved it."""

    name = models.CharField(_("name"), max_length=80)
    kind = models.CharField(_("kind"), max_length=8, choices=ListKind)
    # Where the voice menu begins (menu.toml, `lists`); empty with an agent
    menu_node = models.CharField(_("place in the voice menu"), max_length=60, blank=True)
    # Whose agents are connected (queues.toml); empty with the voice menu
    queue = models.CharField(_("queue"), max_length=40, blank=True)
    # Hours of the day in the city's time zone
    begins = models.TimeField(_("from"))
    ends = models.TimeField(_("until"))
    # Called at any hour and whoever wished no calls, for this reason; empty: no emergency
    emergency_reason = models.CharField(_("reason of the emergency"), max_length=200, blank=True)
    state = models.CharField(_("state"), max_length=8, choices=ListState, default=ListState.DRAFT)
    written_at = models.DateTimeField(_("written at"))
    written_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+"
    )
    approved_at = models.DateTimeField(_("approved at"), null=True)
    approved_by = models.ForeignKey(
        settings.AUTH_USER_MODEL, null=True, on_delete=models.PROTECT, related_name="+"
    )
    # What was or would be announced then, by the names of its sounds, which stand for their words
    approved_sounds = models.TextField(_("announcements that were approved"), blank=True)
    begun_at = models.DateTimeField(_("begun at"), null=True)
    ended_at = models.DateTimeField(_("ended at"), null=True)

    class Meta:
        verbose_name = _("call list")
        constraints: ClassVar = [
            models.CheckConstraint(
                condition=Q(kind=ListKind.MENU, queue="") & ~Q(menu_node="")
                | Q(kind=ListKind.AGENT, menu_node="") & ~Q(queue=""),
                name="call_list_leads_somewhere",
            ),
            models.CheckConstraint(condition=Q(ends__gt=F("begins")), name="call_list_has_hours"),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=True, approved_by__isnull=True)
                | Q(approved_at__isnull=False, approved_by__isnull=False),
                name="call_list_approval_is_whole",
            ),
            # Four eyes, and nothing is called that nobody approved
            models.CheckConstraint(
                condition=~Q(approved_by=F("written_by")), name="call_list_four_eyes"
            ),
            models.CheckConstraint(
                condition=Q(approved_at__isnull=False)
                | Q(state__in=(ListState.DRAFT, ListState.DONE)),
                name="call_list_runs_approved",
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                "begun_at", name="call_list_running", condition=Q(state=ListState.RUNNING)
            ),
        ]

    def __str__(self) -> str:
        return f"call list {self.pk}"

    @property
    def sayable(self) -> frozenset[str]:
        """Return the names of the sounds that its calls may say."""
        return frozenset(self.approved_sounds.split())

    @property
    def lost_approval(self) -> bool:
        """Say whether it called already, and waits for approval of other words."""
        return self.state == ListState.DRAFT and self.begun_at is not None

    @property
    def is_emergency(self) -> bool:
        """Say whether it is called at any hour."""
        return bool(self.emergency_reason)


class ListNumber(models.Model):
    """One number of a list, and what came of it."""

    call_list = models.ForeignKey(CallList, on_delete=models.CASCADE, related_name="numbers")
    # E.164; empty once its citizen was erased
    number = models.CharField(_("telephone number"), max_length=40, blank=True)
    state = models.CharField(
        _("state"), max_length=10, choices=NumberState, default=NumberState.WAITING
    )
    # Calls that count: those the center took back before they rang do not
    tries = models.PositiveSmallIntegerField(_("tries"), default=0)
    next_at = models.DateTimeField(_("called again from"), null=True)
    # The last key that was an answer
    key = models.CharField(pgettext_lazy("telephone", "key"), max_length=1, blank=True)

    class Meta:
        verbose_name = _("number of a call list")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["call_list", "number"], condition=~Q(number=""), name="list_number_once"
            ),
        ]
        indexes: ClassVar = [
            models.Index(
                F("call_list"),
                F("next_at").asc(nulls_first=True),
                name="list_number_due",
                condition=Q(state=NumberState.WAITING),
            ),
            # Counted without reading the rows, at each hint to a page
            models.Index("call_list", "state", "key", name="list_number_figures"),
        ]

    def __str__(self) -> str:
        return f"number {self.pk} of a call list"


class ListAttempt(models.Model):
    """One call to a number of a list: written before it is dialed, so that nobody is forgotten."""

    # The key of the call, which may not be written yet
    call = models.UUIDField(primary_key=True)
    list_number = models.ForeignKey(ListNumber, on_delete=models.CASCADE, related_name="attempts")
    # Of the list's number, for the limit of a day over all lists
    number = models.CharField(_("telephone number"), max_length=40, blank=True)
    # The node that dials
    node = models.CharField(pgettext_lazy("telephone", "node"), max_length=20, default=MAIN)
    at = models.DateTimeField(_("at"))
    ended_at = models.DateTimeField(_("ended at"), null=True)
    # As `calls.supervision.call_lists.rules.Result` names it
    result = models.CharField(_("result"), max_length=12, blank=True)

    class Meta:
        verbose_name = _("call of a call list")
        constraints: ClassVar = [
            # Two programs never dial one number of a list at once
            models.UniqueConstraint(
                fields=["list_number"],
                condition=Q(ended_at__isnull=True),
                name="list_number_dialed_once",
            ),
        ]
        indexes: ClassVar = [
            models.Index("number", "at", name="list_attempt_by_number"),
            models.Index("node", name="list_attempt_open", condition=Q(ended_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"attempt {self.pk} of a call list"
