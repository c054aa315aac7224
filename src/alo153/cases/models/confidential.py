"""What a citizen brought that few may read: the words of a confidential case, sealed."""

from typing import ClassVar

from django.db import models
from django.utils.translation import gettext_lazy as _

from alo153.cases.models.case import Case
from alo153.cases.models.sealed_text import WordsField


class ConfidentialMatter(models.Model):
    """The words that the row of the case itself does not hold. There is one for each such case."""

    case = models.OneToOneField(
        Case, on_delete=models.CASCADE, primary_key=True, related_name="matter"
    )
    text = WordsField(_("text"))
    address = WordsField(_("address"), blank=True)
    # Degrees, WGS 84: "40.76911 29.97525"
    pin = WordsField(blank=True)
    # Their record holds how to reach them, and no name
    reporter_name = WordsField(_("full name"), blank=True)

    class Meta:
        verbose_name = _("words of a confidential case")
        ordering: ClassVar = ["case"]

    def __str__(self) -> str:
        return f"matter of {self.case_id}"
