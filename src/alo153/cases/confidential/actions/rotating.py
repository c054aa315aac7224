"""Seal everything anew with the first key, so that an older one can be taken away.

Each batch is a transaction, and what has the first key already is passed over: a run that was
killed is run again, and two at once do no harm.
"""

from collections.abc import Callable, Iterator
from typing import Any, Final, NamedTuple

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, QuerySet, Value
from django.db.models.fields.files import FieldFile
from django.db.models.functions import Concat

from alo153.accounts.actions import seal_second_factors_anew
from alo153.cases.models import Attachment, PersonalFile
from alo153.cases.models.telling.typed import Typed
from alo153.channels.models import Arrival
from alo153.contacts.models import MessageFile, ReplyFile
from alo153.core.database.sealed_text import MARK, SealedText, WordsField, ring, seal, unseal
from alo153.core.files.sealed_files import seal_anew

BATCH: Final = 200

type Told = Callable[[str, int], None]
"""Hears the name of a column, or of files, and how many of it were sealed anew just now."""


def rotate_keys(*, told: Told) -> None:
    """Seal what is confidential, and the secrets of second factors, with the first key.

    Raises:
        KeyringError: a key is missing, or something does not open; what was done stays done.
    """
    for field in sealed_columns():
        while count := _column(field):
            told(f"{field.model._meta.label_lower}.{field.name}", count)
    for model in Typed.__subclasses__():
        while count := _typed(model):
            told(f"{model._meta.label_lower}.typed", count)
    for name in _files():
        told(name, 1)
    while count := seal_second_factors_anew():
        told("accounts.second_factor", count)


def sealed_columns() -> list[WordsField]:
    """Return every column of the municipality that holds sealed words."""
    every = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    return [field for field in every if isinstance(field, WordsField)]


def _stale(rows: QuerySet[Any], column: str) -> Any:
    """Return the next rows that another key sealed, locked; `raw` is the token."""
    # Read past the field, which would show dots
    raw = Concat(F(column), Value(""), output_field=models.TextField())
    sealed = rows.annotate(raw=raw).filter(raw__startswith=MARK)
    stale = sealed.exclude(raw__startswith=f"{MARK}{ring().first}:")
    return stale.select_for_update(of=("self",)).order_by("pk")[:BATCH]


@transaction.atomic
def _column(field: WordsField) -> int:
    hidden = field.model._default_manager.filter(**{field.is_confidential: True})
    rows = list(_stale(hidden, field.name).values_list("pk", "raw"))
    for pk, raw in rows:
        anew = SealedText.of(_anew(raw, field.of))
        field.model._default_manager.filter(pk=pk).update(**{field.name: anew})
    return len(rows)


@transaction.atomic
def _typed(model: type[Typed]) -> int:
    rows = list(_stale(model._default_manager.all(), "typed"))
    for row in rows:
        typed = _anew(row.raw, row.seal_name)
        model._default_manager.filter(pk=row.pk).update(typed=typed)
    return len(rows)


def _anew(token: str, of: str) -> str:
    code = token.split(":", 2)[1]
    return seal(code, unseal(token, of=of), of=of)


def _files() -> Iterator[str]:
    """Seal files anew, each with what it belongs to; gives the name of each that was."""
    for each in _sealed_files():
        if seal_anew(each.file, of=each.of):
            yield each.name


class _SealedFile(NamedTuple):
    name: str
    file: FieldFile
    of: str


def _sealed_files() -> Iterator[_SealedFile]:
    kept = Attachment.objects.filter(case__confidential=True).select_related("case")
    for each in kept.order_by("pk").iterator():
        yield _SealedFile("cases.attachment.file", each.file, each.sealed_for)
    for personal in PersonalFile.objects.select_related("case").order_by("pk").iterator():
        yield _SealedFile("cases.personalfile.file", personal.file, personal.sealed_for)
    for file in MessageFile.objects.filter(sealed=True).order_by("pk").iterator():
        yield _SealedFile("contacts.messagefile.file", file.file, file.sealed_for)
    for waiting in ReplyFile.objects.filter(sealed=True).order_by("pk").iterator():
        yield _SealedFile("contacts.replyfile.file", waiting.file, waiting.sealed_for)
    for arrival in Arrival.objects.filter(sealed=True).exclude(raw="").order_by("pk").iterator():
        yield _SealedFile("channels.arrival.raw", arrival.raw, arrival.sealed_for)
