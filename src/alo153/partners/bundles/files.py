"""The file of a bundle: the table alone, or with the files of its answers in a ZIP."""

import hashlib
import logging
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from tempfile import TemporaryFile
from typing import IO, Final
from zipfile import ZIP_STORED, ZipFile, ZipInfo

from django.utils import formats, translation

from alo153.cases.models import Attachment, Relay
from alo153.cases.rules import codes
from alo153.cases.rules.outcomes import OUTCOME_LABELS, Outcome
from alo153.cases.telling import shown_files
from alo153.city import queries as city
from alo153.city.models import PartnerDesk
from alo153.city.partner_tables import ReplyForm, Said, reply_form_of
from alo153.partners.rules import replies

logger = logging.getLogger(__name__)

# ZIP knows no time before; the same bundle is the same file whenever it is made
_NO_TIME: Final = (1980, 1, 1, 0, 0, 0)
TABLE_NAME: Final = "yanitlar.csv"
LOST_NAME: Final = "eksik-dosyalar.txt"


@dataclass(frozen=True, kw_only=True)
class Named:
    """A file of an answer, as the bundle calls it."""

    name: str
    file: Attachment


@dataclass(frozen=True, kw_only=True)
class Contents:
    """The content of a bundle."""

    table: bytes
    files: Sequence[Named]
    # Says which files should be among them and are not in the store; empty if none is lost
    lost: bytes = b""

    @property
    def ending(self) -> str:
        """Return what kind of file it is."""
        return "zip" if self.files or self.lost else "csv"

    def write(self, file: IO[bytes]) -> None:
        """Put the table into a file, or a ZIP of it and the files of the answers."""
        if self.ending == "csv":
            file.write(self.table)
            return
        with ZipFile(file, "w", ZIP_STORED) as archive:
            archive.writestr(ZipInfo(TABLE_NAME, _NO_TIME), self.table)
            if self.lost:
                archive.writestr(ZipInfo(LOST_NAME, _NO_TIME), self.lost)
            for each in self.files:
                with each.file.content() as content:
                    archive.writestr(ZipInfo(each.name, _NO_TIME), content.read())


def contents(desk: PartnerDesk, relays: Iterable[Relay]) -> Contents:
    """Return what a bundle of these answers holds, in their order."""
    form = reply_form_of(desk.reply)
    listed: list[Named] = []
    lost: list[str] = []
    rows = []
    with translation.override(city.city().language):
        for position, relay in enumerate(relays, 1):
            there, gone = _sorted(_files(relay, position))
            listed += there
            lost += [each.name for each in gone]
            rows.append(_row(relay, form, there))
        note = replies.lost_files(lost) if lost else b""
    return Contents(table=replies.table(rows, form), files=listed, lost=note)


def size_of(relay: Relay) -> int:
    """Return how many bytes the files of an answer take."""
    return sum(file.size for file in _evidence(relay))


def file_of(held: Contents) -> IO[bytes]:
    """Return a bundle as a file on disk that is deleted when it is closed."""
    file = TemporaryFile()  # noqa: SIM115 - who asks closes it
    held.write(file)
    file.seek(0)
    return file


def digest_of(file: IO[bytes]) -> str:
    """Return the SHA-256 of a file, and leave it at its beginning."""
    digest = hashlib.file_digest(file, "sha256").hexdigest()  # type: ignore[arg-type] # a file it is
    file.seek(0)
    return digest


def _files(relay: Relay, position: int) -> Iterator[Named]:
    number = relay.case.register_entry.number
    for count, file in enumerate(_evidence(relay), 1):
        name = replies.file_name(position, number, count, file.content_type)
        yield Named(name=name, file=file)


def _sorted(files: Iterable[Named]) -> tuple[list[Named], list[Named]]:
    """Return the stored files, and the missing ones: an answer waits for none."""
    there: list[Named] = []
    gone: list[Named] = []
    for each in files:
        try:
            with each.file.content():
                there.append(each)
        except OSError as error:
            logger.error("attachment %s: %s", each.file.pk, type(error).__name__)
            gone.append(each)
    return there, gone


def _evidence(relay: Relay) -> list[Attachment]:
    """Return the photos of the work that the approver of this answer saw."""
    approved = relay.answer.approved_at
    photos = shown_files.evidence(relay.case)
    return [file for file in photos if approved and file.at <= approved]


def _row(relay: Relay, form: ReplyForm, files: Sequence[Named]) -> Mapping[Said, str]:
    case, answer = relay.case, relay.answer
    outcome = Outcome(answer.outcome)
    approved = city.local(answer.approved_at) if answer.approved_at else None
    return {
        Said.NUMBER: case.register_entry.number,
        Said.CODE: codes.display(case.tracking_code),
        Said.OUTCOME: form.outcomes.get(outcome) or str(OUTCOME_LABELS[outcome]),
        Said.ANSWER: answer.plain_text,
        Said.LEGAL_BASIS: answer.legal_basis,
        Said.UNIT: answer.unit.name if answer.unit else "",
        Said.ANSWERED_ON: formats.date_format(approved, "d.m.Y") if approved else "",
        Said.FILES: " ".join(each.name for each in files),
    }
