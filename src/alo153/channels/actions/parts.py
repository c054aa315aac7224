"""Parts of long SMS wait for one another: each is committed before the operator may forget it."""

from collections.abc import Iterator
from datetime import datetime

from django.db import transaction

from alo153.channels.models import SmsPart


@transaction.atomic
def keep_part(*, name: str, number: int, total: int, raw: str, at: datetime) -> list[str] | None:
    """Keep a part; all of them, in order, once the last is here: then they wait no more.

    Args:
        name: what the parts of the message have in common.
    """
    SmsPart.objects.bulk_create(
        [SmsPart(name=name, number=number, raw=raw, received_at=at)], ignore_conflicts=True
    )
    parts = SmsPart.objects.select_for_update().filter(name=name)
    found = list(parts.order_by("number").values_list("raw", flat=True))
    if len(found) < total:
        return None
    parts.delete()
    return found


def take_late_parts(*, before: datetime) -> Iterator[list[str]]:
    """Give up waiting for messages of which a part came before then; gives the parts of each.

    To be used within a transaction, as a loop whose body keeps them.
    """
    names = SmsPart.objects.filter(received_at__lt=before).values_list("name", flat=True).distinct()
    for name in names:
        parts = SmsPart.objects.select_for_update().filter(name=name)
        found = list(parts.order_by("number").values_list("raw", flat=True))
        if found:
            parts.delete()
            yield found
