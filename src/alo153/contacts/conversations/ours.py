"""Find the message of ours that another message names in its references. Pure."""

import re
from collections.abc import Iterable
from typing import Final
from uuid import UUID

# `channels.email.adapter` gives an e-mail the key of its row, which nobody can guess
_OURS: Final = re.compile(
    r"<?([0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12})@[^@\s]+>?", re.ASCII
)


def keys_in(references: Iterable[str]) -> list[UUID]:
    """Return the keys of messages that may be ours, in the order of the references."""
    found = (_OURS.fullmatch(reference.strip().lower()) for reference in references)
    return [UUID(each[1]) for each in found if each]
