"""A visitor's signature and card, on the page of their case."""

from typing import Any

from alo153.accounts.models import User
from alo153.cases.life import personal_files
from alo153.cases.models import Case
from alo153.cases.permissions import OPEN_CASE
from alo153.citizens.channel import Channel


def shown(asker: User, case: Case) -> dict[str, Any]:
    """Return the identity documents of a visitor, for permitted readers."""
    reads_cards, keeps = personal_files.may_read_card(asker), asker.may(OPEN_CASE)
    if case.channel != Channel.COUNTER or not (reads_cards or keeps):
        return {}
    return {
        "personal": personal_files.of_case(case),
        "may_read_card": reads_cards,
        "may_keep_personal": keeps,
    }
