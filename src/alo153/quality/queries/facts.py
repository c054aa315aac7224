"""Facts of contacts that could be evaluated for a reason."""

from collections.abc import Collection
from datetime import timedelta
from typing import Any, Final

from django.db.models import Exists, F, OuterRef, Q

from alo153.calls.models import GuestSeat
from alo153.cases.models import Case, RaisedAlarm
from alo153.contacts.models import Direction, Interaction
from alo153.quality.rules.targeting import Facts

AGAIN_WITHIN: Final = timedelta(days=7)
NEW_FOR: Final = timedelta(days=30)
_COMPLAINT: Final = "complaint"
_SOUND: Final = "call__recording__sound_measures"


def of(keys: Collection[int]) -> dict[int, Facts]:
    """Return the facts of contacts by key; one query."""
    rows = Interaction.objects.filter(pk__in=keys).annotate(
        hold_seconds=F("call__held_seconds"),
        silence=F(f"{_SOUND}__silence"),
        longest_silence=F(f"{_SOUND}__longest_silence"),
        overlap=F(f"{_SOUND}__overlap"),
        complaint=Exists(Case.objects.filter(interactions=OuterRef("pk"), kind=_COMPLAINT)),
        alarmed=Exists(_alarms()),
        repeated=_repeated(),
        guest=Exists(GuestSeat.objects.filter(guest=OuterRef("agent"))),
        new_agent=~Exists(_earlier_work()),
    )
    return {row["pk"]: _facts(row) for row in rows.values("pk", *_NAMES)}


_NAMES: Final = tuple(Facts.__dataclass_fields__)


def _facts(row: dict[str, Any]) -> Facts:
    fields = {name: row[name] for name in _NAMES}
    return Facts(**fields | {"hold_seconds": row["hold_seconds"] or 0.0})


def _alarms() -> Any:
    raised = RaisedAlarm.objects.filter(case__interactions=OuterRef("pk"))
    return raised.exclude(state=RaisedAlarm.State.DISMISSED)


def _repeated() -> Any:
    """Say whether the citizen, or somebody at the same address, asked the same shortly before."""
    earlier = Interaction.objects.filter(
        topic=OuterRef("topic"),
        direction=Direction.INBOUND,
        started_at__lt=OuterRef("started_at"),
        started_at__gte=OuterRef("started_at") - AGAIN_WITHIN,
    )
    by_address = earlier.filter(~Q(address=""), address=OuterRef("address"))
    by_citizen = earlier.filter(citizen=OuterRef("citizen"))
    return Q(Exists(by_address)) | Q(Exists(by_citizen))


def _earlier_work() -> Any:
    return Interaction.objects.filter(
        agent=OuterRef("agent"),
        answered_at__isnull=False,
        started_at__lt=OuterRef("started_at") - NEW_FOR,
    )
