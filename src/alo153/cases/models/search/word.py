"""The words that cases are written in, so that a misspelled one leads to those it is near."""

from typing import ClassVar

from django.contrib.postgres.indexes import GinIndex
from django.db import models
from django.utils.translation import gettext_lazy as _


class KnownWord(models.Model):
    """One folded word of open texts. Learned anew every night: a word that went is forgotten."""

    word = models.CharField(_("word"), max_length=30, unique=True)

    class Meta:
        verbose_name = _("known word")
        indexes: ClassVar = [
            GinIndex(fields=["word"], name="known_word_near", opclasses=["gin_trgm_ops"]),
        ]

    def __str__(self) -> str:
        return self.word
