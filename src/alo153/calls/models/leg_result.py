"""How somebody's part in a call ended."""

from django.db import models
from django.utils.translation import pgettext_lazy


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
