"""The history of a case in plain words: all of it for staff, public steps for the citizen."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import OuterRef, Subquery

from alo153.accounts.models import User
from alo153.cases.events.telling import CaseConversationLinked
from alo153.cases.models import Case
from alo153.cases.telling.timeline.lines import PUBLIC, STAFF, Line
from alo153.cases.telling.timeline.rows import Rows
from alo153.core import events
from alo153.core.database.prepared import Prepared
from alo153.core.models import Event
from alo153.core.payloads import name_today, of_name

# Of a citizen's key the name of a colleague stands there, too: `_actor` knows
_WITH_ACTORS = Prepared(
    lambda subject_type, subject_id, first: (
        Event.objects.filter(subject_type=subject_type, subject_id=subject_id, id__gte=first)
        .annotate(
            actor_name=Subquery(User.objects.filter(pk=OuterRef("actor_id")).values("full_name"))
        )
        .order_by("id")
    ),
    str,
    str,
    int,
)


@dataclass(frozen=True)
class Step:
    """One line of the timeline. ``detail`` may be empty; ``who`` is empty on the citizen's page.

    ``talk``: the number of the conversation that it speaks of, which not everybody may read.
    """

    at: datetime
    name: str
    title: str
    detail: str = ""
    who: str = ""
    talk: int | None = None


def for_citizen(case: Case) -> list[Step]:
    """Return the public steps, oldest first: no names of staff, no internal words.

    A query for the events, and one for each kind of row they point at.

    While the case goes with another one, that one's steps since then are told too.
    """
    steps = _tell(events.whole_history(case), PUBLIC, Rows(case))
    if not case.lead:
        return steps
    since = max(step.at for step in steps if step.name == "case.joined")
    return [*steps, *(step for step in of_lead(case) if step.at > since)]


# Another time, or a signature, says nothing of where a case is
STANDS_AT = frozenset(PUBLIC) - {"case.due_moved", "case.visitor_signed"}


def where_it_stands(case: Case) -> Step:
    """Return the last public step that says where a case is."""
    return next(step for step in reversed(for_citizen(case)) if step.name in STANDS_AT)


# Of the leading case a linked report is told where it is, never what was said about it
_SHARED = ("case.opened", "case.forwarded", "case.accepted", "case.returned", "case.answered")


def of_lead(case: Case) -> list[Step]:
    """Return the steps of the case that this one goes with, as far as they are anybody's."""
    if not case.lead:
        return []
    shared = {name: PUBLIC[name] for name in _SHARED}
    return _tell(events.whole_history(case.lead), shared, Rows(case.lead))


def standing(case: Case) -> str:
    """Return the name of the event by which `where_it_stands`; empty if none is. One query.

    Of a case that goes with another one it is that one's.
    """
    public = events.history(case.lead or case).filter(name__in=STANDS_AT)
    return public.order_by("-id").values_list("name", flat=True).first() or ""


def for_staff(case: Case, rows: Rows | None = None) -> list[Step]:
    """Return every step with its actor, oldest first.

    A query for the events with their actors, and one for each kind of row they point at.

    Args:
        rows: the rows of the case, if the page shows some of them next to the timeline.
    """
    those = _WITH_ACTORS(case._meta.label_lower, str(case.pk), events.first_of(case))
    return _tell(those, STAFF, rows or Rows(case), _actor)


def _tell(
    those: Sequence[Event],
    lines: Mapping[str, Line],
    rows: Rows,
    who: Callable[[Event], str] = lambda _: "",
) -> list[Step]:
    named = [(name_today(event.name), event) for event in those]
    return [
        _step(event, name, lines[name], rows, who(event)) for name, event in named if name in lines
    ]


def _step(event: Event, name: str, line: Line, rows: Rows, who: str) -> Step:
    what = of_name(name).read(event.data)
    title = line.title(what, rows)
    talk = what.conversation if isinstance(what, CaseConversationLinked) else None
    return Step(event.at, name, title, line.detail(what, rows), who, talk)


def _actor(event: Event) -> str:
    """Return the colleague who acted; a citizen's key may be the number of a colleague's, too."""
    name: str | None = getattr(event, "actor_name", None)
    return name or "" if event.actor_kind == "staff" else ""
