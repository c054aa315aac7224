"""Evidence that a topic may demand for an outcome. Pure."""

from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _


class Evidence(StrEnum):
    """Proof that the words of an answer are true."""

    PHOTO = "photo"
    VISIT = "visit"
    DOCUMENT = "document"


EVIDENCE_LABELS = {
    Evidence.PHOTO: _("photo"),
    Evidence.VISIT: _("time of the visit"),
    Evidence.DOCUMENT: _("number of the document"),
}

# Outcomes that say something was done, seen or decided on; the others name a date, a body, a case
PROVABLE: Final = ("done", "partly", "refused", "not_found")
