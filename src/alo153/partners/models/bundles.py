"""Answers on their way back to a partner desk."""

from typing import ClassVar

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models import Relay
from alo153.city.models import PartnerDesk
from alo153.city.models.city_key import CityKey


class WaitingAnswer(models.Model):
    """An answer that goes back to a body and is in no bundle yet.

    A row of its own, and gone with the bundle: to ask what waits reads nothing of the years before.
    """

    desk = CityKey(PartnerDesk, on_delete=models.PROTECT, related_name="+")
    relay = models.OneToOneField(
        Relay, on_delete=models.CASCADE, primary_key=True, related_name="waiting_answer"
    )

    class Meta:
        verbose_name = _("answer that waits for a bundle")

    def __str__(self) -> str:
        return f"{self.desk_id}: {self.relay_id}"


class Bundle(models.Model):
    """The answers since the last bundle, as one file in the desk's own columns.

    The file is made anew whenever somebody takes it; its hash says that it is the same.
    """

    desk = CityKey(PartnerDesk, on_delete=models.PROTECT, related_name="+", db_index=False)
    number = models.PositiveIntegerField(_("number"))
    answers = models.PositiveIntegerField(_("answers in it"))
    sha256 = models.CharField(max_length=64)
    # Nobody: the program, in the morning
    made_by = models.ForeignKey(
        settings.AUTH_USER_MODEL,
        null=True,
        on_delete=models.PROTECT,
        related_name="+",
        db_index=False,
    )
    made_at = models.DateTimeField(_("made at"))

    class Meta:
        verbose_name = _("bundle of answers")
        ordering: ClassVar = ["-id"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["desk", "number"], name="bundle_number_once"),
        ]

    def __str__(self) -> str:
        return f"{self.desk_id} {self.number}"

    @property
    def is_taken(self) -> bool:
        """Tell whether somebody took it along; one query unless they were fetched before."""
        return bool(self.takings.all())


class BundleLine(models.Model):
    """One answer of a bundle; each goes back once."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="lines")
    position = models.PositiveIntegerField()
    relay = models.OneToOneField(Relay, on_delete=models.CASCADE, related_name="bundle_line")

    class Meta:
        verbose_name = _("answer of a bundle")
        ordering: ClassVar = ["position"]
        constraints: ClassVar = [
            models.UniqueConstraint(fields=["bundle", "position"], name="bundle_position_once"),
        ]

    def __str__(self) -> str:
        return f"{self.bundle_id}: {self.position}"


class BundleTaking(models.Model):
    """Somebody took a bundle along."""

    bundle = models.ForeignKey(Bundle, on_delete=models.CASCADE, related_name="takings")
    by_user = models.ForeignKey(
        settings.AUTH_USER_MODEL, on_delete=models.PROTECT, related_name="+", db_index=False
    )
    at = models.DateTimeField(_("taken at"))
    # Whether it was the file as it was made; a person may have been erased since
    identical = models.BooleanField()

    class Meta:
        verbose_name = _("taking of a bundle")
        ordering: ClassVar = ["id"]

    def __str__(self) -> str:
        return f"{self.bundle_id} {self.by_user_id}"
