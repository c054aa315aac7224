"""What can be done to citizens and contacts: one function per verb, one event each."""

from collections.abc import Iterable
from datetime import datetime, timedelta

from django.db import transaction

from alo153.accounts.models import User
from alo153.citizens import contacts
from alo153.citizens.models import (
    AccessLog,
    Channel,
    Citizen,
    Direction,
    Disposition,
    Identity,
    Interaction,
    Person,
)
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.text import fold
from alo153.units.models import Topic, Unit

ONE_LISTENING = timedelta(minutes=10)
LONGEST_NOTE = 4_000


@transaction.atomic
def recognize(
    *,
    phone: str = "",
    email: str = "",
    full_name: str = "",
    language: str = "tr",
    by: Actor,
    at: datetime,
) -> Citizen:
    """Find the citizen behind a number or address, or remember a new one.

    A number may be shared by a household: another name under the same number is another citizen.
    A name already known is never overwritten here. Who types on the web has proved nothing: only
    whoever is known by all that was typed is taken for the same, or a stranger could hang a number
    of their own on somebody's record.

    Args:
        phone: E.164, or empty.
        email: in any case, or empty.
    """
    given = {Identity.Kind.PHONE: phone, Identity.Kind.EMAIL: email.lower()}
    values = {kind: value for kind, value in given.items() if value}
    citizen = _known(values, full_name, by) or _new(language, by, at)
    for kind, value in values.items():
        Identity.objects.get_or_create(citizen=citizen, kind=kind, value=value)
    if full_name and not citizen.name:
        Person.objects.update_or_create(citizen=citizen, defaults={"full_name": full_name.strip()})
        citizen = Citizen.objects.select_related("person").get(pk=citizen.pk)
    return citizen


def _known(values: dict[Identity.Kind, str], full_name: str, by: Actor) -> Citizen | None:
    key = fold(full_name)
    needed = set(values.items()) if by.kind == "citizen" else set()
    for kind, value in values.items():
        those = list(
            Citizen.objects.filter(identities__kind=kind, identities__value=value)
            .select_related("person")
            .order_by("-id")
        )
        for citizen in those:
            fits = not key or not citizen.name or fold(citizen.name) == key
            if fits and needed <= set(citizen.identities.values_list("kind", "value")):
                return citizen
    return None


def _new(language: str, by: Actor, at: datetime) -> Citizen:
    citizen = Citizen.objects.create(created_at=at, language=language)
    events.record("citizen.remembered", subject=citizen, by=by, at=at)
    return citizen


@transaction.atomic
def keep_note(*, citizen: Citizen, note: str, by: Actor, at: datetime) -> None:
    """Keep what an agent must know before speaking with a citizen; the same note again is none."""
    person, _ = Person.objects.get_or_create(citizen=citizen)
    if person.note == note:
        return
    person.note = note
    person.save(update_fields=["note"])
    events.record("citizen.note_kept", subject=citizen, by=by, at=at)


@transaction.atomic(savepoint=False)
def start_interaction(
    *,
    channel: Channel,
    direction: Direction,
    address: str = "",
    citizen: Citizen | None = None,
    agent: User | None = None,
    by: Actor,
    at: datetime,
) -> Interaction:
    """Begin a contact. ``address`` is an E.164 or short number, an e-mail address, or empty."""
    interaction = contacts.create(
        channel=channel,
        direction=direction,
        address=address,
        citizen=citizen,
        agent=agent,
        started_at=at,
    )
    events.record("interaction.started", subject=interaction, by=by, at=at, channel=channel.value)
    return interaction


@transaction.atomic
def log_information(*, interaction: Interaction, topic: Topic, by: Actor, at: datetime) -> None:
    """Say that the caller was told what they asked for; no case is needed."""
    _dispose(interaction, Disposition.INFORMATION, topic=topic)
    events.record("interaction.informed", subject=interaction, by=by, at=at, topic=topic.slug)


@transaction.atomic
def log_out_of_scope(
    *, interaction: Interaction, redirected_to: Unit, topic: Topic | None, by: Actor, at: datetime
) -> None:
    """Say that the matter is not the municipality's, and where the caller was sent."""
    _dispose(interaction, Disposition.OUT_OF_SCOPE, topic=topic, redirected_to=redirected_to)
    events.record(
        "interaction.redirected", subject=interaction, by=by, at=at, to=redirected_to.slug
    )


@transaction.atomic
def log_silent(*, interaction: Interaction, by: Actor, at: datetime) -> None:
    """Say that nobody spoke, or that it was a wrong number."""
    _dispose(interaction, Disposition.SILENT)
    events.record("interaction.silent", subject=interaction, by=by, at=at)


@transaction.atomic
def rate_interaction(*, interaction: Interaction, rating: int, by: Actor, at: datetime) -> None:
    """Keep what the citizen said of a contact, 1 (bad) to 5 (good)."""
    contacts.change(interaction, rating=rating)
    events.record("interaction.rated", subject=interaction, by=by, at=at, rating=rating)


@transaction.atomic
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
    if citizen:
        interaction.citizen = citizen
        interaction.save(update_fields=["citizen"])
    _dispose(interaction, disposition, topic=topic)
    events.record(
        "interaction.disposed", subject=interaction, by=by, at=at, disposition=disposition.value
    )


def _dispose(
    interaction: Interaction,
    disposition: Disposition,
    *,
    topic: Topic | None = None,
    redirected_to: Unit | None = None,
) -> None:
    interaction.disposition = disposition
    interaction.topic = topic
    interaction.redirected_to = redirected_to
    interaction.save(update_fields=["disposition", "topic", "redirected_to"])


@transaction.atomic(savepoint=False)
def answer_interaction(*, interaction: Interaction, agent: User, by: Actor, at: datetime) -> None:
    """Say who answered."""
    contacts.change(interaction, agent=agent, answered_at=at)
    events.record("interaction.answered", subject=interaction, by=by, at=at)


@transaction.atomic(savepoint=False)
def hand_over_interaction(
    *, interaction: Interaction, agent: User, by: Actor, at: datetime
) -> None:
    """Say who goes on with a contact that somebody else had answered."""
    if interaction.agent_id != agent.pk:
        contacts.change(interaction, agent=agent)
        events.record("interaction.handed_over", subject=interaction, by=by, at=at)


@transaction.atomic
def write_note(*, interaction: Interaction, text: str, by: Actor, at: datetime) -> None:
    """Keep what an agent writes during a contact; what stood there is replaced.

    The event is recorded when there first is a note: it is saved at every pause of typing.
    """
    was, interaction.note = interaction.note, text[:LONGEST_NOTE]
    if interaction.note != was:
        interaction.save(update_fields=["note"])
    if interaction.note and not was:
        events.record("interaction.noted", subject=interaction, by=by, at=at)


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
    by: Actor,
    at: datetime,
) -> None:
    """End a contact; ``disposition`` fills an empty one, what a person said is kept."""
    kept = interaction.disposition or disposition
    contacts.change(interaction, ended_at=at, disposition=kept)
    events.record("interaction.ended", subject=interaction, by=by, at=at)


def log_look(
    *, user: User, citizen: Citizen | None, what: str, at: datetime, case_id: int | None = None
) -> None:
    """Write down that somebody looked at a citizen's record."""
    AccessLog.objects.create(user=user, citizen=citizen, case_id=case_id, what=what, at=at)


def log_looks(*, user: User, citizens: Iterable[Citizen], what: str, at: datetime) -> None:
    """Write down that somebody saw several citizens on one page; one INSERT."""
    AccessLog.objects.bulk_create(
        [AccessLog(user=user, citizen=citizen, what=what, at=at) for citizen in citizens]
    )


def log_listening(
    *, user: User, interaction: Interaction, at: datetime, what: str = "recording"
) -> None:
    """Write down that somebody hears or sees (`what` is "film") what was said in a contact.

    A browser asks for a file piece by piece: what is asked for within `ONE_LISTENING` is one.
    """
    recent = AccessLog.objects.filter(interaction=interaction, user=user, what=what)
    if recent.filter(at__gt=at - ONE_LISTENING).exists():
        return
    AccessLog.objects.create(
        user=user,
        citizen=interaction.citizen,
        interaction=interaction,
        what=what,
        at=at,
    )
