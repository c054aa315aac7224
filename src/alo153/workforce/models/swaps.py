"""Two people who take each other's shift."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.db.models import Q
from django.utils.translation import gettext_lazy as _

from alo153.workforce.models.rosters import Roster


class Swap(models.Model):
    """One person offers their work of a day for another's of a day; the other answers."""

    class State(models.TextChoices):
        OFFERED = "offered", _("offered")
        DONE = "done", _("done")
        REFUSED = "refused", _("refused")
        WITHDRAWN = "withdrawn", _("withdrawn")
        LAPSED = "lapsed", _("no longer possible")

    # The published version on which it was offered; a swap makes the next version
    roster = models.ForeignKey(Roster, on_delete=models.PROTECT, related_name="swaps")
    giver = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    giver_day = models.DateField(_("day given"))
    taker = models.ForeignKey(settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+")
    taker_day = models.DateField(_("day taken"))
    state = models.CharField(_("state"), max_length=9, choices=State, default=State.OFFERED)
    offered_at = models.DateTimeField(_("offered at"))
    answered_at = models.DateTimeField(_("answered at"), null=True)

    class Meta:
        verbose_name = _("shift swap")
        constraints: ClassVar = [
            models.UniqueConstraint(
                fields=["giver", "giver_day"],
                condition=Q(state="offered"),
                name="one_open_swap_of_a_day",
            ),
            models.CheckConstraint(
                condition=Q(state="offered", answered_at=None)
                | (~Q(state="offered") & Q(answered_at__isnull=False)),
                name="swap_answered_says_when",
            ),
        ]

    def __str__(self) -> str:
        return f"swap {self.pk}"
