"""What agents do, in the words of the pages. Choices of `models.py`."""

from django.db import models
from django.utils.translation import pgettext_lazy


class AgentState(models.TextChoices):
    """What an agent is doing."""

    READY = "ready", pgettext_lazy("telephone", "ready")
    RINGING = "ringing", pgettext_lazy("telephone", "ringing")
    TALKING = "talking", pgettext_lazy("telephone", "talking")
    WRAP_UP = "wrap_up", pgettext_lazy("telephone", "wrapping up")
    PAUSED = "paused", pgettext_lazy("telephone", "on a break")
    NOT_ANSWERING = "not_answering", pgettext_lazy("telephone", "not answering")
    SUPERVISING = "supervising", pgettext_lazy("telephone", "listening to a call")
    OFFLINE = "offline", pgettext_lazy("telephone", "offline")
