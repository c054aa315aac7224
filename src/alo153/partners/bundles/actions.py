"""Gather the answers for a body, take them along, and count their citizens as told."""

import logging
from collections.abc import Iterable
from datetime import datetime
from typing import IO, Final

from django.db import transaction
from django.db.models import Q

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.cases import actions as cases
from alo153.cases.models import Case, Relay, RelayAttempt
from alo153.citizens import actions as citizens
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.city.models import PartnerDesk
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor
from alo153.core.jobs import enqueue
from alo153.partners.bundles import files, waiting
from alo153.partners.events import BundleMade, BundleTaken
from alo153.partners.models import Bundle, BundleLine, BundleTaking, WaitingAnswer
from alo153.partners.permissions import EXCHANGE_WITH_PARTNERS

logger = logging.getLogger(__name__)

TELL_JOB: Final = "partners.tell_citizens"
MOST_ANSWERS: Final = 2_000
MOST_BYTES: Final = 100 * 1024 * 1024
"""Of the files of a bundle's answers; what is more goes into the next one."""


def let_wait(*, case: Case, relay: int) -> None:
    """Let an answer wait for the bundle of the desk by which its case came; one query, or none."""
    if desk := city.partner_of(case.kind):
        WaitingAnswer.objects.create(relay_id=relay, desk=desk)


def let_missed_wait() -> None:
    """Let the answers wait that were asked for while their desk was in no `partners.toml`.

    To be called when the city's files were read: nothing else brings a desk back. Two queries a
    desk.
    """
    for desk in PartnerDesk.objects.filter(retired_at=None):
        missed = waiting.missed(desk).values_list("pk", flat=True)
        WaitingAnswer.objects.bulk_create(
            (WaitingAnswer(relay_id=relay, desk=desk) for relay in missed), ignore_conflicts=True
        )


def let_wait_no_more(*, case: Case) -> None:
    """Forget what of a closed case goes back no more: failed ways, and what a clerk wrote there.

    One query, or none.
    """
    if city.partner_of(case.kind) is None:
        return
    by_another_way = Q(relay__state=Relay.State.EXHAUSTED)
    by_hand = Q(relay__channel=Channel.EXTERNAL_AGENCY)
    WaitingAnswer.objects.filter(by_another_way | by_hand, relay__case=case).delete()


@transaction.atomic
def make_bundle(*, desk: PartnerDesk, by: User | None, at: datetime) -> Bundle | None:
    """Gather what was answered since the last bundle; nothing if there is nothing.

    Two at once: the second waits, and gathers what came since.

    Args:
        by: nobody in the morning, when the program does it.

    Raises:
        NotPermitted: they do not exchange tables.
    """
    if by:
        permit(EXCHANGE_WITH_PARTNERS, by=by)
    PartnerDesk.objects.select_for_update().get(pk=desk.pk)
    relays = _fitting(waiting.answers(desk).select_related(*_READ)[:MOST_ANSWERS])
    if not relays:
        return None
    with files.file_of(files.contents(desk, relays)) as file:
        digest = files.digest_of(file)
    last = Bundle.objects.filter(desk=desk).order_by("-number").first()
    made = Bundle.objects.create(
        desk=desk,
        number=last.number + 1 if last else 1,
        answers=len(relays),
        sha256=digest,
        made_by=by,
        made_at=at,
    )
    BundleLine.objects.bulk_create(
        BundleLine(bundle=made, position=place, relay=relay)
        for place, relay in enumerate(relays, 1)
    )
    WaitingAnswer.objects.filter(relay__in=relays).delete()
    actor = Actor.staff(by.pk) if by else SYSTEM
    events.record(BundleMade(desk=desk.slug, answers=len(relays)), subject=made, by=actor, at=at)
    return made


def make_due(desks: Iterable[PartnerDesk], *, at: datetime) -> None:
    """Make the bundles of a morning. One that fails holds up no other desk; the next hour tries."""
    for desk in desks:
        try:
            make_bundle(desk=desk, by=None, at=at)
        except Exception as error:  # whatever it was: it is that of one desk
            logger.error("bundle of %s: %s", desk.slug, type(error).__name__)  # no text: data


@transaction.atomic
def take_bundle(*, bundle: Bundle, by: User, at: datetime) -> tuple[IO[bytes], str]:
    """Return the file of a bundle and its ending; the first time its citizens count as told.

    The taker reads all answers and their recipients: the access log records it.

    Raises:
        NotPermitted: they do not exchange tables.
        OSError: the disk is full.
    """
    permit(EXCHANGE_WITH_PARTNERS, by=by)
    current = Bundle.objects.select_for_update().get(pk=bundle.pk)
    relays = relays_of(current)
    held = files.contents(current.desk, relays)
    file = files.file_of(held)
    first = not current.takings.exists()
    identical = files.digest_of(file) == current.sha256
    BundleTaking.objects.create(bundle=current, by_user=by, at=at, identical=identical)
    events.record(BundleTaken(first=first), subject=current, by=Actor.staff(by.pk), at=at)
    whose = {relay.case.reporter for relay in relays if relay.case.reporter}
    citizens.log_accesses(user=by, citizens=whose, what="partner-bundle", at=at)
    if first:
        enqueue(TELL_JOB, bundle=current.pk)
    return file, held.ending


def tell_citizens(*, bundle: int, at: datetime) -> None:
    """Count as told whose answers somebody took along: the body tells them. Twice changes nothing.

    Each in a separate transaction: a killed run continues where it stopped. One that fails
    holds up no other.

    Raises:
        ExceptionGroup: the failures; the job is tried again.
    """
    current = Bundle.objects.get(pk=bundle)
    failed: list[Exception] = []
    for relay in relays_of(current):
        if relay.state != Relay.State.PENDING:
            continue
        try:
            _told(relay, f"{current.desk.name} {current.number}", by=SYSTEM, at=at)
        except Exception as error:  # whatever it was: it is that of one answer
            logger.error("relay %s: %s", relay.pk, type(error).__name__)  # no text: data
            failed.append(error)
    if failed:
        raise ExceptionGroup("answers that could not be marked as told", failed)


@transaction.atomic
def tell_by_hand(*, relay: Relay, reference: str, by: User, at: datetime) -> None:
    """Write down that somebody put an answer on the body's own page.

    Raises:
        NotTheirs: they do not tell citizens their answers, or may not know of this one.
    """
    cases.record_attempt(
        relay=relay,
        result=RelayAttempt.Result.TOLD,
        detail=reference.strip(),
        by_user=by,
        by=Actor.staff(by.pk),
        at=at,
    )


def relays_of(bundle: Bundle) -> list[Relay]:
    """Return the answers of a bundle in its order, with what its table says; one query."""
    found = Relay.objects.filter(bundle_line__bundle=bundle).order_by("bundle_line__position")
    return list(found.select_related(*_READ))


_READ: Final = ("case__register_entry", "case__reporter", "answer")


def _fitting(relays: Iterable[Relay]) -> list[Relay]:
    """Return the first answers whose files fit together; one alone always does."""
    found: list[Relay] = []
    size = 0
    for relay in relays:
        size += files.size_of(relay)
        if found and size > MOST_BYTES:
            break
        found.append(relay)
    return found


def _told(relay: Relay, detail: str, *, by: Actor, at: datetime) -> None:
    told = RelayAttempt.Result.TOLD
    cases.record_attempt(relay=relay, result=told, detail=detail, by=by, at=at)
