"""What the web asks of the switchboard, and what came of it."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _
from django.utils.translation import pgettext_lazy

from alo153.calls.endpoints.node_names import MAIN


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
    # Empty when it was done; the desk says each in words (web/kit/telephone/refusals.py)
    error = models.CharField(_("error"), max_length=40, blank=True)

    class Meta:
        verbose_name = _("command to the switchboard")
        indexes: ClassVar = [
            models.Index("id", name="command_waiting", condition=Q(taken_at__isnull=True)),
        ]

    def __str__(self) -> str:
        return f"{self.name} {self.pk}"
