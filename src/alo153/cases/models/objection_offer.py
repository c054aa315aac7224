"""An offer of an objection to an agent, its reason, and its result."""

from typing import ClassVar

from django.db import models
from django.db.models import F, Q
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.closing import Objection
from alo153.contacts.models import WorkOffer


class ObjectionOffer(WorkOffer):
    """One agent was asked to decide one objection."""

    WORK = "objection"

    objection = models.ForeignKey(
        Objection, on_delete=models.CASCADE, related_name="offers", db_index=False
    )

    class Meta:
        verbose_name = _("offer of an objection")
        constraints: ClassVar = [
            models.UniqueConstraint(
                "objection", condition=Q(ended_at=None), name="one_open_objection_offer"
            ),
            models.UniqueConstraint(
                "objection", "agent", "offered_at", name="objection_offered_once"
            ),
            models.CheckConstraint(
                condition=Q(ended_at=None, result="") | (Q(ended_at__isnull=False) & ~Q(result="")),
                name="objection_offer_says_how",
            ),
        ]
        indexes: ClassVar = [
            models.Index("agent", F("offered_at").desc(), name="objection_offer_by_agent"),
        ]
