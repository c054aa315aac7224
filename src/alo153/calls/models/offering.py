"""Why an agent is offered a call, and what comes of it: the words of the table of offers."""

from django.db import models
from django.utils.translation import pgettext_lazy


class OfferResult(models.TextChoices):
    """What came of an offer."""

    ANSWERED = "answered", pgettext_lazy("telephone", "answered")
    NO_ANSWER = "no_answer", pgettext_lazy("telephone", "no answer")
    REJECTED = "rejected", pgettext_lazy("telephone", "rejected")
    UNREACHABLE = "unreachable", pgettext_lazy("telephone", "telephone not reachable")
    WITHDRAWN = "withdrawn", pgettext_lazy("telephone", "withdrawn")


class OfferRule(models.TextChoices):
    """Why this agent."""

    LONGEST_IDLE = "longest_idle", pgettext_lazy("telephone", "idle longest")
    PREFERRED = "preferred", pgettext_lazy("telephone", "knows the caller")
    OVERFLOW = "overflow", pgettext_lazy("telephone", "helps out another queue")
    KEPT_PLACE = "kept_place", pgettext_lazy("telephone", "idle longest, place was kept")
    CALL_BACK = "call_back", pgettext_lazy("telephone", "asked for the call-back")
    RETURNED = "returned", pgettext_lazy("telephone", "was talking with the caller")
    TRANSFER = "transfer", pgettext_lazy("telephone", "a colleague gave the call to them")
