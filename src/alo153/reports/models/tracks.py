"""The roll-up's memory between two events. Keys and instants only."""

from django.db import models
from django.utils.translation import gettext_lazy as _


class RollUpMark(models.Model):
    """Up to which event facts are counted: an event that comes again counts once."""

    through = models.BigIntegerField(_("counted up to event"), default=0)

    class Meta:
        verbose_name = _("mark of the roll-up")

    def __str__(self) -> str:
        return str(self.through)


class CaseTrack(models.Model):
    """The unit of a case and its first events, from its events."""

    case = models.BigIntegerField(primary_key=True)
    opened_at = models.DateTimeField(_("opened at"))
    is_open = models.BooleanField(_("open"), default=True)
    # A manager was told that its time is over; it stays so until it is closed
    is_overdue = models.BooleanField(default=False, db_default=False)
    unit = models.IntegerField(_("unit"))
    topic = models.IntegerField(_("topic"))
    kind = models.CharField(_("kind"), max_length=50)
    district = models.IntegerField(_("district"))
    neighborhood = models.IntegerField(_("neighborhood"))
    channel = models.CharField(_("channel"), max_length=10)
    # Whether a unit had it, acted on it, answered, and the citizen was told
    had_unit = models.BooleanField(default=False)
    had_action = models.BooleanField(default=False)
    had_answer = models.BooleanField(default=False)
    had_relay = models.BooleanField(default=False)

    class Meta:
        verbose_name = _("case in the roll-up")

    def __str__(self) -> str:
        return str(self.case)


class AgentTrack(models.Model):
    """An agent's present state, its begin, and their last answered call: its queue and contact."""

    agent = models.BigIntegerField(primary_key=True)
    state = models.CharField(_("state"), max_length=14, blank=True)
    since = models.DateTimeField(_("since"), null=True)
    queue = models.CharField(_("queue"), max_length=40, blank=True)
    channel = models.CharField(_("channel"), max_length=10, blank=True)
    # 0: none
    contact = models.BigIntegerField(default=0, db_default=0)

    class Meta:
        verbose_name = _("agent in the roll-up")

    def __str__(self) -> str:
        return str(self.agent)


class ContactTrack(models.Model):
    """The topic of a contact, as it was last recorded; a contact without a row has none."""

    contact = models.BigIntegerField(primary_key=True)
    # 0: none
    topic = models.IntegerField()

    class Meta:
        verbose_name = _("contact in the roll-up")

    def __str__(self) -> str:
        return str(self.contact)
