"""What happened to a case, in plain words: all of it for staff, public steps for the citizen."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.cases.telling.timeline.lines import PUBLIC, STAFF, Line
from alo153.cases.telling.timeline.rows import Rows
from alo153.core import events
from alo153.core.database.prepared import Prepared
from alo153.core.models import Event
from alo153.core.payloads import of_name

_ACTORS = Prepared(
    lambda subject_type, subject_id: User.objects.filter(
        pk__in=Event.objects.filter(
            subject_type=subject_type, subject_id=subject_id, actor_kind="staff"
        ).values("actor_id")
    ).only("pk", "full_name"),
    str,
    str,
)


@dataclass(frozen=True)
class Step:
    """One line of the timeline. ``detail`` may be empty; ``who`` is empty on the citizen's page."""

    at: datetime
    name: str
    title: str
    detail: str = ""
    who: str = ""


def for_citizen(case: Case) -> list[Step]:
    """Return the public steps, oldest first: no names of staff, no internal words.

    A query for the events, and one for each kind of row they point at.

    While the case goes with another one, that one's steps since then are told too.
    """
    steps = _tell(case, PUBLIC, {})
    if not case.lead:
        return steps
    since = max(step.at for step in steps if step.name == "case.joined")
    return [*steps, *(step for step in of_lead(case) if step.at > since)]


# Another time says nothing of where a case is
STANDS_AT = frozenset(PUBLIC) - {"case.due_moved"}


def where_it_stands(case: Case) -> Step:
    """Return the last public step that says where a case is."""
    return next(step for step in reversed(for_citizen(case)) if step.name in STANDS_AT)


# Of the leading case a linked report is told where it is, never what was said about it
_SHARED = ("case.opened", "case.forwarded", "case.accepted", "case.returned", "case.answered")


def of_lead(case: Case) -> list[Step]:
    """Return the steps of the case that this one goes with, as far as they are anybody's."""
    if not case.lead:
        return []
    return _tell(case.lead, {name: PUBLIC[name] for name in _SHARED}, {})


def standing(case: Case) -> str:
    """Return the name of the event by which `where_it_stands`; empty if none is. One query.

    Of a case that goes with another one it is that one's.
    """
    public = events.history(case.lead or case).filter(name__in=STANDS_AT)
    return public.order_by("-id").values_list("name", flat=True).first() or ""


def for_staff(case: Case) -> list[Step]:
    """Return every step with who did it, oldest first.

    A query for the events, one for who acted, and one for each kind of row they point at.
    """
    actors = _ACTORS(case._meta.label_lower, str(case.pk))
    return _tell(case, STAFF, {each.pk: each.full_name for each in actors})


def _tell(case: Case, lines: Mapping[str, Line], names: Mapping[int, str]) -> list[Step]:
    rows = Rows(case)
    return [
        _step(event, lines[event.name], rows, _who(event, names))
        for event in events.whole_history(case)
        if event.name in lines
    ]


def _step(event: Event, line: Line, rows: Rows, who: str) -> Step:
    what = of_name(event.name).read(event.data)
    title = str(line.title) % {"unit": line.unit(what, rows)}
    return Step(event.at, event.name, title, line.detail(what, rows), who)


def _who(event: Event, names: Mapping[int, str]) -> str:
    """Return the colleague who acted; a citizen's key may be the number of a colleague's, too."""
    return names.get(event.actor_id or 0, "") if event.actor_kind == "staff" else ""
