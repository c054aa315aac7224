"""What somebody in a call does there, whose telephone it is, and how it ended for them."""

from django.db import models
from django.utils.translation import pgettext_lazy


class LegRole(models.TextChoices):
    """What somebody beside the citizen does in a call."""

    AGENT = "agent", pgettext_lazy("telephone", "serves the citizen")
    CONSULTED = "consulted", pgettext_lazy("telephone", "is asked aside")
    CONFERENCE = "conference", pgettext_lazy("telephone", "in the conference")
    LISTENING = "listening", pgettext_lazy("telephone", "listens")
    WHISPERING = "whispering", pgettext_lazy("telephone", "whispers")
    BARGING = "barging", pgettext_lazy("telephone", "has barged in")


class LegKind(models.TextChoices):
    """Whose telephone it is."""

    AGENT = "agent", pgettext_lazy("telephone", "agent")
    OUTSIDE = "outside", pgettext_lazy("telephone", "outside party")
    SUPERVISOR = "supervisor", pgettext_lazy("telephone", "supervisor")
    GUEST = "guest", pgettext_lazy("telephone", "guest")


class LegResult(models.TextChoices):
    """How a leg ended that did not end with its call."""

    LEFT = "left", pgettext_lazy("telephone", "left the call")
    HUNG_UP = "hung_up", pgettext_lazy("telephone", "hung up")
    WITHDRAWN = "withdrawn", pgettext_lazy("telephone", "taken out")
    BUSY = "busy", pgettext_lazy("telephone", "busy")
    NO_ANSWER = "no_answer", pgettext_lazy("telephone", "no answer")
    REJECTED = "rejected", pgettext_lazy("telephone", "rejected")
    UNREACHABLE = "unreachable", pgettext_lazy("telephone", "telephone not reachable")
    ENDED = "ended", pgettext_lazy("telephone", "the call ended")
