"""Actions on a contact."""

from datetime import datetime
from typing import TypedDict

from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.city.models import Topic, Unit
from alo153.contacts.actions import gathering, repeating
from alo153.contacts.events import (
    InteractionAnswered,
    InteractionDisposed,
    InteractionEnded,
    InteractionHandedOver,
    InteractionInformed,
    InteractionNoted,
    InteractionRated,
    InteractionRedirected,
    InteractionSilent,
    InteractionStarted,
)
from alo153.contacts.models import Direction, Disposition, Interaction
from alo153.core import events
from alo153.core.actor import Actor

LONGEST_NOTE = 4_000


@transaction.atomic(savepoint=False)
def start_interaction(
    *,
    channel: Channel,
    direction: Direction,
    address: str = "",
    citizen: Citizen | None = None,
    agent: User | None = None,
    queue: str = "",
    by: Actor,
    at: datetime,
) -> Interaction:
    """Begin a contact. ``address`` is an E.164 or short number, an e-mail address, or empty."""
    interaction = gathering.create(
        channel=channel,
        direction=direction,
        address=address,
        citizen=citizen,
        agent=agent,
        queue=queue,
        started_at=at,
    )
    what = InteractionStarted(channel=channel.value, direction=direction.value)
    events.record(what, subject=interaction, by=by, at=at)
    return interaction


@transaction.atomic(savepoint=False)
def record_contact(
    *, channel: Channel, address: str, agent: User | None, by: Actor, at: datetime
) -> Interaction:
    """Write down a contact of a citizen that came without the telephone, begun and ended at once.

    Args:
        address: as in `start_interaction`.
        agent: the agent who talked with the citizen, if any.
    """
    interaction = start_interaction(
        channel=channel,
        direction=Direction.INBOUND,
        address=address,
        agent=agent,
        by=by,
        at=at,
    )
    if agent:
        answer_interaction(interaction=interaction, agent=agent, by=by, at=at)
    end_interaction(interaction=interaction, by=by, at=at)
    return interaction


@transaction.atomic
def log_information(*, interaction: Interaction, topic: Topic, by: Actor, at: datetime) -> None:
    """Say that the caller was told what they asked for; no case is needed. Raises NotPermitted."""
    permit(SEE_CITIZEN, by=by)
    again = repeating.seconds_since_last(interaction, topic)
    before = _dispose(interaction, Disposition.INFORMATION, topic=topic)
    what = InteractionInformed(topic=topic.slug, before=before, again_seconds=again)
    events.record(what, subject=interaction, by=by, at=at)


@transaction.atomic
def log_out_of_scope(
    *, interaction: Interaction, redirected_to: Unit, topic: Topic | None, by: Actor, at: datetime
) -> None:
    """Say that the matter is not the municipality's, and where the caller was sent.

    Raises NotPermitted.
    """
    permit(SEE_CITIZEN, by=by)
    scope = Disposition.OUT_OF_SCOPE
    before = _dispose(interaction, scope, topic=topic, redirected_to=redirected_to)
    what = InteractionRedirected(to=redirected_to.slug, before=before)
    events.record(what, subject=interaction, by=by, at=at)


@transaction.atomic
def log_silent(*, interaction: Interaction, by: Actor, at: datetime) -> None:
    """Say that nobody spoke, or that it was a wrong number. Raises NotPermitted."""
    permit(SEE_CITIZEN, by=by)
    before = _dispose(interaction, Disposition.SILENT)
    events.record(InteractionSilent(before=before), subject=interaction, by=by, at=at)


@transaction.atomic
def rate_interaction(*, interaction: Interaction, rating: int, by: Actor, at: datetime) -> None:
    """Keep what the citizen said of a contact, 1 (bad) to 5 (good)."""
    gathering.change(interaction, rating=rating)
    events.record(InteractionRated(rating=rating), subject=interaction, by=by, at=at)


@transaction.atomic(savepoint=False)
def dispose(
    *,
    interaction: Interaction,
    disposition: Disposition,
    citizen: Citizen | None = None,
    topic: Topic | None = None,
    by: Actor,
    at: datetime,
) -> None:
    """Say what a contact came to, for those above who know: a case opened, a caller called back."""
    before = _dispose(interaction, disposition, topic=topic, citizen=citizen)
    what = InteractionDisposed(disposition=disposition.value, before=before)
    events.record(what, subject=interaction, by=by, at=at)


def _dispose(
    interaction: Interaction,
    disposition: Disposition,
    *,
    topic: Topic | None = None,
    redirected_to: Unit | None = None,
    citizen: Citizen | None = None,
) -> str | None:
    """Write what a contact came to, and return what was said of it before."""
    before = interaction.disposition
    who = {"citizen": citizen} if citizen else {}
    gathering.change(
        interaction, disposition=disposition, topic=topic, redirected_to=redirected_to, **who
    )
    return before


@transaction.atomic(savepoint=False)
def answer_interaction(
    *, interaction: Interaction, agent: User, queue: str = "", by: Actor, at: datetime
) -> None:
    """Say who answered, and in which queue of calls it waited."""
    gathering.change(interaction, agent=agent, queue=queue or interaction.queue, answered_at=at)
    events.record(InteractionAnswered(), subject=interaction, by=by, at=at)


@transaction.atomic(savepoint=False)
def hand_over_interaction(
    *, interaction: Interaction, agent: User, queue: str = "", by: Actor, at: datetime
) -> None:
    """Record the next agent of a contact that somebody else had answered, and its queue."""
    if interaction.agent_id != agent.pk:
        gathering.change(interaction, agent=agent, queue=queue or interaction.queue)
        events.record(InteractionHandedOver(), subject=interaction, by=by, at=at)


def move_interaction(*, interaction: Interaction, queue: str) -> None:
    """Let a written contact wait in another queue; its conversation says who moved it."""
    gathering.change(interaction, queue=queue)


@transaction.atomic
def write_note(*, interaction: Interaction, text: str, by: Actor, at: datetime) -> None:
    """Keep what an agent writes during a contact; what was there is replaced.

    The event is recorded when there first is a note: it is saved at every pause of typing.
    Raises NotPermitted.
    """
    permit(SEE_CITIZEN, by=by)
    was, interaction.note = interaction.note, text[:LONGEST_NOTE]
    if interaction.note != was:
        interaction.save(update_fields=["note"])
    if interaction.note and not was:
        events.record(InteractionNoted(), subject=interaction, by=by, at=at)


@transaction.atomic
def add_to_note(*, interaction: Interaction, text: str, by: Actor, at: datetime) -> None:
    """Add a line to the note of a contact."""
    row = Interaction.objects.select_for_update().get(pk=interaction.pk)
    interaction.note = row.note
    lines = [*row.note.splitlines(), text]
    write_note(interaction=interaction, text="\n".join(lines), by=by, at=at)


@transaction.atomic(savepoint=False)
def end_interaction(
    *,
    interaction: Interaction,
    disposition: Disposition | None = None,
    queue: str = "",
    by: Actor,
    at: datetime,
) -> None:
    """End a contact; ``disposition`` fills an empty one, what a person said is kept."""
    filled = None if interaction.disposition else disposition
    gathering.change(
        interaction,
        ended_at=at,
        disposition=interaction.disposition or disposition,
        queue=queue or interaction.queue,
    )
    said = filled.value if filled else None
    what = InteractionEnded(disposition=said, **_measures(interaction, at))
    events.record(what, subject=interaction, by=by, at=at)


class _Measures(TypedDict, total=False):
    waits_from: str
    waited_seconds: float | None
    open_seconds: float


def _measures(interaction: Interaction, at: datetime) -> _Measures:
    """Return how long a contact took; nothing of one that we began."""
    if interaction.direction != Direction.INBOUND:
        return {}
    began, answered = interaction.started_at, interaction.answered_at
    return {
        "waits_from": began.isoformat(),
        "waited_seconds": (answered - began).total_seconds() if answered else None,
        "open_seconds": (at - began).total_seconds(),
    }
