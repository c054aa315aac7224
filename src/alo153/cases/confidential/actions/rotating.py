"""Seal everything anew with the first key, so that an older one can be taken away.

Each batch is a transaction, and what has the first key already is passed over: a run that was
killed is run again, and two beside each other do no harm.
"""

import os
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any, Final

from django.apps import apps
from django.db import models, transaction
from django.db.models import F, Value
from django.db.models.functions import Concat

from alo153.accounts.actions import seal_second_factors_anew
from alo153.cases.models import Attachment
from alo153.cases.models.sealed_text import MARK, SealedText, WordsField, ring, seal, unseal
from alo153.cases.models.telling.typed import Typed
from alo153.core.keyring import key_of_file

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
            told(field.of, count)
    for model in Typed.__subclasses__():
        while count := _typed(model):
            told(f"{model._meta.label_lower}.typed", count)
    for _ in _files():
        told("cases.attachment.file", 1)
    while count := seal_second_factors_anew():
        told("accounts.second_factor", count)


def sealed_columns() -> list[WordsField]:
    """Return every column of the municipality that holds sealed words."""
    every = (field for model in apps.get_models() for field in model._meta.concrete_fields)
    return [field for field in every if isinstance(field, WordsField)]


def _stale(model: type[models.Model], column: str) -> Any:
    """Return the next rows that another key sealed, locked; `raw` is the token."""
    # Read past the field, which would show dots
    raw = Concat(F(column), Value(""), output_field=models.TextField())
    rows = model._default_manager.annotate(raw=raw)
    stale = rows.filter(raw__startswith=MARK).exclude(raw__startswith=f"{MARK}{ring().first}:")
    return stale.select_for_update(of=("self",)).order_by("pk")[:BATCH]


@transaction.atomic
def _column(field: WordsField) -> int:
    rows = list(_stale(field.model, field.name).values_list("pk", "raw"))
    for pk, raw in rows:
        anew = SealedText.of(_anew(raw, field.of))
        field.model._default_manager.filter(pk=pk).update(**{field.name: anew})
    return len(rows)


@transaction.atomic
def _typed(model: type[Typed]) -> int:
    rows = list(_stale(model, "typed"))
    for row in rows:
        typed = _anew(row.raw, row.seal_name)
        model._default_manager.filter(pk=row.pk).update(typed=typed)
    return len(rows)


def _anew(token: str, of: str) -> str:
    code = token.split(":", 2)[1]
    return seal(code, unseal(token, of=of), of=of)


def _files() -> Iterator[Path]:
    kept = Attachment.objects.filter(case__confidential=True).select_related("case")
    for each in kept.order_by("pk").iterator():
        path = Path(each.file.path)
        sealed = path.read_bytes()
        if key_of_file(sealed) != ring().first:
            content = ring().unseal_file(sealed, of=each.sealed_for)
            _replace(path, ring().seal_file(content, of=each.sealed_for))
            yield path


def _replace(path: Path, content: bytes) -> None:
    """Put a file in the place of another at once: whoever is killed leaves one or the other."""
    beside = path.with_name(f"{path.name}.{os.getpid()}")
    with open(os.open(beside, os.O_WRONLY | os.O_CREAT | os.O_TRUNC, 0o600), "wb") as handle:
        handle.write(content)
        handle.flush()
        os.fsync(handle.fileno())
    beside.replace(path)
