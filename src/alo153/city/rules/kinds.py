"""Data that a kind of application may demand of its applicant. Pure."""

from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_lazy as _

# The kind of an application whose topic names none; every city has it
USUAL: Final = "request"


class Need(StrEnum):
    """Something without which an application of the kind cannot be taken."""

    FULL_NAME = "full_name"
    ADDRESS = "address"
    SIGNATURE = "signature"
    IDENTITY_NUMBER = "identity_number"
    SIGNATURE_OR_IDENTITY = "signature_or_identity"


NEED_LABELS = {
    Need.FULL_NAME: _("full name"),
    Need.ADDRESS: _("home or work address"),
    Need.SIGNATURE: _("signature"),
    Need.IDENTITY_NUMBER: _("identity number"),
    Need.SIGNATURE_OR_IDENTITY: _("signature or identity number"),
}
