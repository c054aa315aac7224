"""Text typed into a form, stored sealed until it is sent."""

import json
from collections.abc import Mapping

from django.db import models

from alo153.core.database.sealed_text import seal, unseal


class Typed(models.Model):
    """Fields of a form, sealed: nobody knows yet whether they are about a confidential case."""

    typed = models.TextField()

    class Meta:
        abstract = True

    @property
    def seal_name(self) -> str:
        """Return the name under which they are sealed: owner and purpose."""
        raise NotImplementedError

    @property
    def fields(self) -> dict[str, str]:
        """Return what was typed, by the names of the fields."""
        found: dict[str, str] = json.loads(unseal(self.typed, of=self.seal_name))
        return found

    @fields.setter
    def fields(self, typed: Mapping[str, str]) -> None:
        self.typed = seal("draft", json.dumps(dict(typed)), of=self.seal_name)
