"""Do what a request asks for once, however often it is sent."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db import transaction

from alo153.integrations.models import ApiKey, IdempotentRequest


class KeyReused(Exception):
    """The name of this request belongs to one that said something else."""


@dataclass(frozen=True, kw_only=True)
class GivenAnswer:
    """The answer, from now or from the first time of the same request."""

    answer: Mapping[str, Any]
    is_repeated: bool


@transaction.atomic
def do_once(
    *,
    key: ApiKey,
    name: str,
    digest: str,
    do: Callable[[], dict[str, Any]],
    at: datetime,
) -> GivenAnswer:
    """Do it and keep the answer, in one transaction; or return the former answer.

    A second one at the same time waits for the first (unique index), and finds its answer. What
    raises leaves nothing behind, so that the same request can be sent again.

    Args:
        name: drawn by the asking system, for each new request.
        digest: SHA-256 of what is asked, in hex.

    Raises:
        KeyReused: the name came before with another digest.
    """
    kept, is_new = IdempotentRequest.objects.get_or_create(
        key=key, name=name, defaults={"digest": digest, "answer": {}, "at": at}
    )
    if kept.digest != digest:
        raise KeyReused
    if is_new:
        kept.answer = do()
        kept.save(update_fields=["answer"])
    return GivenAnswer(answer=kept.answer, is_repeated=not is_new)


def forget_requests(*, before: datetime) -> None:
    """Delete the answers of requests that came before then."""
    IdempotentRequest.objects.filter(at__lt=before).delete()
