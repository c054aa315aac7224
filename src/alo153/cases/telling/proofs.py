"""Check a citizen's receipt against the case and against the chain of events."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

from alo153.cases.confidential import disclosure
from alo153.cases.events.life import CaseAnswerApproved, CaseOpened
from alo153.cases.life import receipts
from alo153.cases.models import Answer, Case
from alo153.core import events
from alo153.core.database import sealed_text
from alo153.core.database.prepared import Prepared
from alo153.core.history.sealing import queries
from alo153.core.history.sealing.queries import Standing
from alo153.core.models import Event, Seal


@dataclass(frozen=True)
class Proof:
    """The result of checking a receipt. ``unchanged``: the words, ``standing``: the chain."""

    opened_at: datetime
    unchanged: bool
    answers: int
    standing: Standing
    seal: Seal | None
    head: Seal | None

    @property
    def holds(self) -> bool:
        """Tell whether nothing speaks against it."""
        return self.unchanged and self.standing is not Standing.BROKEN


def receipt_of(case: Case) -> str:
    """Return the code of the receipt for an application; empty for one without a receipt."""
    opened = _opened(case)
    return receipts.code_of(opened.receipt) if opened else ""


def check(tracking_code: str, receipt: str) -> Proof | None:
    """Check a receipt; nothing if no case has this code with this receipt.

    Args:
        tracking_code: nine digits, normalized.
        receipt: 16 letters and digits, normalized.
    """
    case = Case.objects.filter(tracking_code=tracking_code).first()
    opened = _opened(case) if case else None
    if case is None or opened is None:
        return None
    if not hmac.compare_digest(receipts.code_of(opened.receipt), receipt):
        return None
    with sealed_text.reading():
        if case.confidential:
            disclosure.show(case)
        told = list(_answers(case))
        same = receipts.of_application(case) == opened.receipt
        if not same and (first := case.reclassifications.first()):
            # The place was put right since then; the receipt is of what was handed in
            case.address = case.address if case.confidential else first.address
            same = receipts.of_application(case) == opened.receipt
    found = [queries.check(event) for event in (opened.event, *(event for event, _ in told))]
    worst = next((each for each in found if each.standing is Standing.BROKEN), found[0])
    unchanged = same and all(each for _, each in told)
    return Proof(case.opened_at, unchanged, len(told), worst.standing, worst.seal, worst.head)


def _answers(case: Case) -> Iterator[tuple[Event, bool]]:
    rows = {row.pk: row for row in Answer.objects.filter(case=case).select_related("case")}
    for event in events.history(case, CaseAnswerApproved):
        told = events.read(event, CaseAnswerApproved)
        if told.receipt:
            row = rows.get(told.answer)
            yield event, row is not None and receipts.of_answer(row) == told.receipt


_OPENED = Prepared(
    lambda subject_type, subject_id, first: Event.objects.filter(
        subject_type=subject_type, subject_id=subject_id, name=CaseOpened.name, id__gte=first
    ).order_by("id")[:1],
    str,
    str,
    int,
)


@dataclass(frozen=True)
class _Opened:
    event: Event
    receipt: str


def _opened(case: Case) -> _Opened | None:
    """Find what was handed in; nothing for a case without a receipt."""
    event = _OPENED.first(case._meta.label_lower, str(case.pk), events.first_of(case))
    receipt = events.read(event, CaseOpened).receipt if event else None
    return _Opened(event, receipt) if event and receipt else None
