"""Receipts that a citizen can verify later: hashes of their application and of the answer. Pure.

An event carries the hash, never the words, and the chain of events keeps the event
(`core.history.sealing`). The secret of the case goes into the hash: nobody can guess words by it.
"""

from __future__ import annotations

import base64
import hashlib
from typing import Final

from alo153.cases.models import Answer, Case
from alo153.core.history.sealing.chain import canonical

_BYTES: Final = 10
LENGTH: Final = _BYTES * 8 // 5
_GROUP: Final = 4
# What a Turkish keyboard makes of an I
_TYPED: Final = str.maketrans({"ı": "I", "İ": "I"})
# Nobody has to tell them apart: a letter that looks like a digit is that digit
_DIGITS: Final = str.maketrans("OILZSGB", "0112568")


def of_application(case: Case) -> str:
    """Return the hash of an application as it came in: 64 hex digits.

    Kind and topic are the municipality's words for it and may be put right; the event names them.
    """
    return _hash(
        case,
        code=case.tracking_code,
        text=case.text,
        address=case.address,
        opened_at=case.opened_at,
        promised_at=case.promised_at,
    )


def of_answer(answer: Answer) -> str:
    """Return the hash of an answer as it was approved: 64 hex digits."""
    return _hash(
        answer.case,
        code=answer.case.tracking_code,
        outcome=answer.outcome,
        text=answer.plain_text,
        approved_at=answer.approved_at,
    )


def code_of(digest: str) -> str:
    """Return what a citizen keeps of a hash: 16 digits, and letters that look like none.

    They are 80 bits by RFC 4648, with a digit for each letter that looks like it: 75 bits are left.
    """
    return base64.b32encode(bytes.fromhex(digest)[:_BYTES]).decode().translate(_DIGITS)


def display(code: str) -> str:
    """Return the code in groups: ``K7QD-2M4A-XW5T-PHE4``."""
    return "-".join(code[i : i + _GROUP] for i in range(0, LENGTH, _GROUP))


def normalize(typed: str) -> str:
    """Return a code of what was typed: without spaces and dashes, in capitals and digits.

    Codes of earlier papers, which have letters that look like digits, become today's codes.
    """
    return "".join(c for c in typed.translate(_TYPED).upper() if c.isalnum()).translate(_DIGITS)


def _hash(case: Case, **content: object) -> str:
    return hashlib.sha256(canonical({"secret": case.link_key, **content})).hexdigest()
