"""The timeline's words about a visitor's signature and card, next to the title."""

from alo153.cases.events.life import CaseIdentityScanned, CaseVisitorSigned
from alo153.cases.models import PersonalFile
from alo153.cases.telling.timeline.rows import Rows


def signed(what: CaseVisitorSigned, _rows: Rows) -> str:
    """Say whether it was signed on the screen or on paper."""
    return str(PersonalFile.Way(what.way).label)


def scanned(what: CaseIdentityScanned, _rows: Rows) -> str:
    """Say what the card was needed for."""
    return str(PersonalFile.Purpose(what.purpose).label)
