"""Recognize a citizen."""

from collections.abc import Mapping
from datetime import datetime

from django.db import transaction
from django.db.models import Exists, OuterRef, prefetch_related_objects

from alo153.accounts.policy import permit
from alo153.citizens.channel import Channel
from alo153.citizens.events import CitizenIdentityAdded, CitizenNoteKept, CitizenRemembered
from alo153.citizens.models import (
    Citizen,
    Identity,
    Person,
    VouchedIdentity,
)
from alo153.citizens.permissions import SEE_CITIZEN
from alo153.city.queries import city
from alo153.core import events
from alo153.core.actor import Actor
from alo153.core.database.inserting import insert_row
from alo153.core.database.prepared import Prepared
from alo153.core.text import fold, is_plain_name, seen_letters


class NotOneLine(ValueError):
    """A name, number or address holds a line break, or what turns or hides the words behind it."""


@transaction.atomic(savepoint=False)
def recognize(
    *,
    phone: str = "",
    email: str = "",
    full_name: str = "",
    language: str = "",
    known: Citizen | None = None,
    by: Actor,
    at: datetime,
) -> Citizen:
    """Find the citizen behind a number or address, or remember a new one.

    A number may be shared by a household: another name under the same number is another citizen.
    A name already known is never overwritten here. Web input is unverified: a citizen
    is matched only if every identifier given is already theirs. Otherwise a stranger could add a
    number of their own to somebody else's record.

    Args:
        phone: E.164, or empty.
        email: in any case, or empty.
        full_name: its letters that nobody sees are dropped.
        language: what they speak; the city's, if empty.
        known: the citizen, if they proved it; number and address then only reach them.

    Raises:
        NotOneLine: see there.
    """
    values, full_name = _ways(phone, email), seen_letters(full_name).strip()
    _check_lines(full_name)
    citizen = known or _known(values, full_name, by)
    if citizen is None:
        citizen = _new(full_name, language, by, at)
        _add(citizen, values)
    elif new := dict(values.items() - _ways_of(citizen)):
        _add(citizen, new)
        citizen.refresh_from_db(fields=["identities"])
    if full_name and not citizen.name:
        Person.objects.update_or_create(citizen=citizen, defaults={"full_name": full_name})
        citizen = Citizen.objects.select_related("person").get(pk=citizen.pk)
    return citizen


@transaction.atomic(savepoint=False)
def remember_apart(
    *, phone: str = "", email: str = "", language: str = "", by: Actor, at: datetime
) -> Citizen:
    """Remember somebody of a confidential case: how to reach them, and nothing else.

    They are nobody known already, since that record is read by many.

    Args:
        phone: E.164, or empty.
        email: in any case, or empty.
        language: what they speak; the city's, if empty.

    Raises:
        NotOneLine: see there.
    """
    language = language or city().language
    citizen = insert_row(Citizen(created_at=at, language=language, apart=True))
    _add(citizen, _ways(phone, email))
    events.record(CitizenRemembered(), subject=citizen, by=by, at=at)
    return citizen


@transaction.atomic
def add_identity(
    *, citizen: Citizen, kind: Channel, value: str, by: Actor, at: datetime
) -> Identity:
    """Remember one more way to reach a citizen; one already known is returned as it is.

    Args:
        value: E.164, or an e-mail address in any case.

    Raises:
        NotOneLine: see there.
        NotPermitted: staff who may not see citizens.
    """
    permit(SEE_CITIZEN, by=by)
    _check_lines(value)
    value = value.lower() if kind == Channel.EMAIL else value
    identity, is_new = Identity.objects.get_or_create(citizen=citizen, kind=kind, value=value)
    if is_new:
        events.record(CitizenIdentityAdded(kind=kind.value), subject=citizen, by=by, at=at)
    return identity


_REACHED_BY = Prepared(
    lambda kind, value: (
        Citizen.objects.filter(apart=False, identities__kind=kind, identities__value=value)
        # They see all that is theirs, and may have given anybody's address: theirs is what they
        # wrote while they were signed in
        .exclude(Exists(VouchedIdentity.objects.filter(citizen=OuterRef("pk"))))
        .select_related("person")
        .order_by("-id")
    ),
    *(str, str),
)


def _known(values: dict[Channel, str], full_name: str, by: Actor) -> Citizen | None:
    key = fold(full_name)
    needed = set(values.items()) if by.kind == "citizen" else set()
    for kind, value in values.items():
        those = _REACHED_BY(kind.value, value)
        prefetch_related_objects(those, "identities")
        for citizen in those:
            fits = not key or not citizen.name or fold(citizen.name) == key
            if fits and needed <= _ways_of(citizen):
                return citizen
    return None


def _ways(phone: str, email: str) -> dict[Channel, str]:
    _check_lines(phone, email)
    given = {Channel.PHONE: phone, Channel.EMAIL: email.lower()}
    return {kind: value for kind, value in given.items() if value}


def _check_lines(*texts: str) -> None:
    if not all(map(is_plain_name, texts)):
        raise NotOneLine


def _ways_of(citizen: Citizen) -> set[tuple[str, str]]:
    return {(each.kind, each.value) for each in citizen.identities.all()}


def _add(citizen: Citizen, values: Mapping[Channel, str]) -> None:
    those = [Identity(citizen=citizen, kind=kind, value=value) for kind, value in values.items()]
    Identity.objects.bulk_create(those, ignore_conflicts=True)


def _new(full_name: str, language: str, by: Actor, at: datetime) -> Citizen:
    citizen = insert_row(Citizen(created_at=at, language=language or city().language))
    if full_name:
        citizen.person = Person.objects.create(citizen=citizen, full_name=full_name)
    events.record(CitizenRemembered(), subject=citizen, by=by, at=at)
    return citizen


@transaction.atomic
def keep_note(*, citizen: Citizen, note: str, by: Actor, at: datetime) -> None:
    """Keep what an agent must know before speaking with a citizen; the same note again is none.

    Raises NotPermitted.
    """
    permit(SEE_CITIZEN, by=by)
    person, _ = Person.objects.get_or_create(citizen=citizen)
    if person.note == note:
        return
    person.note = note
    person.save(update_fields=["note"])
    events.record(CitizenNoteKept(), subject=citizen, by=by, at=at)
