"""Take the words of a citizen out of their cases; topic, place and outcome stay countable."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from typing import Final

from django.db import connection, models, transaction

from alo153.cases.models import (
    Answer,
    Attachment,
    Case,
    ClockEntry,
    Closing,
    ContractorLink,
    ContractorReport,
    DelayedSend,
    Draft,
    FieldReport,
    Forwarding,
    LinkedReport,
    Note,
    Notice,
    Particulars,
    PersonalFile,
    Question,
    RaisedAlarm,
    Reclassification,
    SubTask,
    TopicAnswer,
)
from alo153.cases.models.case import SEALED
from alo153.cases.rules.lifecycle import State
from alo153.citizens.models import Citizen

# How a row leads to its case, and its columns of words. A test holds this complete.
WORDS: Final[Mapping[type[models.Model], tuple[str, tuple[str, ...]]]] = {
    Case: ("pk", SEALED),
    Forwarding: ("case", ("reason", "explanation")),
    Answer: (
        "case",
        (
            "text",
            "plain_text",
            "sent_back_reason",
            "legal_basis",
            "responsible_body",
            "document_number",
        ),
    ),
    Note: ("case", ("text",)),
    Closing: ("case", ("words",)),
    ClockEntry: ("clock__case", ("reason",)),
    ContractorLink: ("case", ("contractor", "words")),
    ContractorReport: ("link__case", ("note",)),
    FieldReport: ("case", ("note",)),
    LinkedReport: ("case", ("reason",)),
    Notice: ("case", ("text", "reference")),
    Particulars: ("case", ("address", "signature_reference", "identity_number")),
    Question: ("case", ("text", "reply")),
    RaisedAlarm: ("case", ("reason",)),
    Reclassification: ("case", ("address", "reason")),
    SubTask: ("case", ("text", "words")),
    TopicAnswer: ("case", ("answer",)),
}


class StillOpen(Exception):
    """A case of the citizen is not settled yet, and its words are needed. ``codes`` names them."""

    def __init__(self, codes: list[str]) -> None:
        super().__init__(", ".join(codes))
        self.codes = codes


@transaction.atomic
def cases_to_erase(citizen: Citizen) -> list[int]:
    """Lock a citizen's cases and return their keys: no verb opens one before all are erased.

    Raises:
        StillOpen: one of them is not closed.
    """
    own = Case.objects.select_for_update().filter(reporter=citizen).order_by("pk")
    rows = list(own.values_list("pk", "tracking_code", "state"))
    still_open = [code for _, code, state in rows if state != State.CLOSED]
    if still_open:
        raise StillOpen(still_open)
    return [pk for pk, _, _ in rows]


@transaction.atomic
def erase_words(*, cases: Collection[int], word: str) -> int:
    """Put `word` in the place of everything that was said and written in these cases.

    Files go first: a run that was killed finds its rows again, and is run again. Returns how many
    files were deleted.
    """
    files = list(Attachment.objects.filter(case__in=cases))
    for each in files:
        each.file.delete(save=False)
    Attachment.objects.filter(pk__in=[each.pk for each in files]).delete()
    personal = list(PersonalFile.objects.filter(case__in=cases))
    for kept in personal:
        kept.file.delete(save=False)
    PersonalFile.objects.filter(pk__in=[kept.pk for kept in personal]).delete()
    DelayedSend.objects.filter(case__in=cases).delete()
    codes = Case.objects.filter(pk__in=cases).values_list("tracking_code", flat=True)
    for code in codes:
        Draft.objects.filter(key__contains=code).delete()
    Case.objects.filter(pk__in=cases).update(lat=None, lon=None, form_digest="")
    # What is not sealed may not stand in their row, not even this word
    Case.objects.filter(pk__in=cases, confidential=True).update(**dict.fromkeys(SEALED, ""))
    _open_ledger()
    for model, (way, columns) in WORDS.items():
        rows = model._default_manager.filter(**{f"{way}__in": cases})
        for column in columns:
            rows.exclude(**{column: ""}).update(**{column: word})
    return len(files) + len(personal)


def _open_ledger() -> None:
    """Let this transaction change the reasons in the ledgers of clocks, and nothing else there."""
    with connection.cursor() as cursor:
        cursor.execute("SELECT set_config('alo153.erasing', 'on', true)")
