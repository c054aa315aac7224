"""Subscribe a system, tell it what happened, and try again what was not taken."""

import secrets
from collections.abc import Collection, Sequence
from datetime import datetime, timedelta
from typing import Any, Final

from django.conf import settings
from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.accounts.queries import holding
from alo153.cases.policy.sight import seen, sight_of
from alo153.core import events, jobs
from alo153.core.actor import SYSTEM, Actor
from alo153.core.history.consumers.declaring import Happened
from alo153.integrations import notices
from alo153.integrations.events import (
    WebhookChanged,
    WebhookDisabled,
    WebhookEnded,
    WebhookResumed,
    WebhookSecretChanged,
    WebhookSubscribed,
)
from alo153.integrations.models import ApiKey, WebhookAttempt, WebhookDelivery, WebhookSubscription
from alo153.integrations.permissions import CONNECT_SYSTEMS
from alo153.integrations.scopes import KeyScope
from alo153.integrations.webhooks import addresses, queries, sending, signing
from alo153.integrations.webhooks.vocabulary import KINDS, message
from alo153.notices.actions import give_notice

DELIVER_JOB: Final = "integrations.deliver"
BOTH_SECRETS: Final = timedelta(days=2)
# Some three days together (Standard Webhooks, "Retries")
WAITS: Final = (
    timedelta(seconds=10),
    timedelta(minutes=1),
    timedelta(minutes=5),
    timedelta(minutes=30),
    timedelta(hours=2),
    timedelta(hours=5),
    timedelta(hours=10),
    timedelta(hours=14),
    timedelta(hours=20),
    timedelta(hours=24),
)
MOST_OF_A_KEY: Final = 20
DISABLED_AFTER: Final = timedelta(days=5)
# Longer than a try takes: whoever died meanwhile did not mark it, and it is tried again
_TRYING: Final = timedelta(minutes=1)


class TooManySubscriptions(Exception):
    """A key has as many subscriptions as one may have."""


@transaction.atomic
def subscribe(
    *, key: ApiKey, url: str, kinds: Collection[str], by: User, at: datetime
) -> WebhookSubscription:
    """Let a system hear, at an address, of cases that a key of it may see; from now on.

    Raises:
        NotPermitted: `by` connects no systems, and is not a system that subscribes itself.
        AddressRefused: this is no address for messages.
        TooManySubscriptions: the key has as many as one may have.
        ValueError: nothing of what can be heard of.
    """
    _permit(key, by)
    _check(url, kinds)
    # Two at once: the second waits, and is counted
    ApiKey.objects.select_for_update(no_key=True).get(pk=key.pk)
    if key.subscriptions.filter(ended_at=None).count() >= MOST_OF_A_KEY:
        raise TooManySubscriptions
    made = WebhookSubscription.objects.create(
        key=key, url=url, kinds=sorted(kinds), salt=secrets.token_hex(16), made_by=by, made_at=at
    )
    what = WebhookSubscribed(key=key.pk, kinds=made.kinds)
    events.record(what, subject=made, by=Actor.staff(by.pk), at=at)
    return made


@transaction.atomic
def change_subscription(
    *,
    subscription: WebhookSubscription,
    url: str,
    kinds: Collection[str],
    by: User,
    at: datetime,
) -> WebhookSubscription:
    """Let a system hear of something else, or elsewhere; what waits goes to the new address.

    Raises:
        NotPermitted, AddressRefused, ValueError: as `subscribe`.
    """
    _permit(subscription.key, by)
    _check(url, kinds)
    held = WebhookSubscription.objects.select_for_update(of=("self",)).get(pk=subscription.pk)
    if (held.url, held.kinds) != (url, sorted(kinds)):
        held.url, held.kinds = url, sorted(kinds)
        held.save(update_fields=["url", "kinds"])
        what = WebhookChanged(kinds=held.kinds)
        events.record(what, subject=held, by=Actor.staff(by.pk), at=at)
    return held


def _permit(key: ApiKey, by: User) -> None:
    """Let in who connects systems, and a system that subscribes itself. Raises NotPermitted."""
    is_itself = by.pk == key.system.user_id and key.is_for([KeyScope.MANAGE_WEBHOOKS])
    if not is_itself:
        permit(CONNECT_SYSTEMS, by=by)


def _check(url: str, kinds: Collection[str]) -> None:
    """Raise AddressRefused or ValueError."""
    addresses.check(url, addresses.networks(settings.WEBHOOK_NETWORKS))
    if not kinds or not set(kinds) <= set(KINDS.values()):
        raise ValueError(f"nothing to hear of: {sorted(kinds)}")


@transaction.atomic
def end_subscription(*, subscription: WebhookSubscription, by: User, at: datetime) -> None:
    """Tell a system nothing more at this address. Raises NotPermitted."""
    _permit(subscription.key, by)
    living = WebhookSubscription.objects.filter(pk=subscription.pk, ended_at=None)
    if living.update(ended_at=at):
        events.record(WebhookEnded(), subject=subscription, by=Actor.staff(by.pk), at=at)


@transaction.atomic
def change_secret(*, subscription: WebhookSubscription, by: User, at: datetime) -> str:
    """Return a new secret; for two days messages bear the signatures of both.

    Raises NotPermitted.
    """
    _permit(subscription.key, by)
    held = WebhookSubscription.objects.select_for_update().get(pk=subscription.pk)
    held.secret_number += 1
    held.both_until = at + BOTH_SECRETS
    held.save(update_fields=["secret_number", "both_until"])
    events.record(WebhookSecretChanged(), subject=held, by=Actor.staff(by.pk), at=at)
    return signing.secret(held)


@transaction.atomic
def resume(*, subscription: WebhookSubscription, by: User, at: datetime) -> None:
    """Resume messages to a system that took nothing for long; what waits is tried now.

    Raises NotPermitted.
    """
    permit(CONNECT_SYSTEMS, by=by)
    disabled = WebhookSubscription.objects.filter(pk=subscription.pk, disabled_at__isnull=False)
    if disabled.update(disabled_at=None, failing_since=None):
        subscription.deliveries.filter(state=WebhookDelivery.State.WAITING).update(next_at=at)
        events.record(WebhookResumed(), subject=subscription, by=Actor.staff(by.pk), at=at)


@transaction.atomic
def redeliver(*, delivery: WebhookDelivery, by: User, at: datetime) -> None:
    """Send a message once more, under the same name. Raises NotPermitted."""
    permit(CONNECT_SYSTEMS, by=by)
    again = {"state": WebhookDelivery.State.WAITING, "tries": 0, "next_at": at}
    WebhookDelivery.objects.filter(pk=delivery.pk).update(**again)
    jobs.enqueue(DELIVER_JOB, delivery=delivery.pk, is_probe=True)


def queue_messages(those: Sequence[Happened[Any]]) -> None:
    """Queue what happened for the systems that asked, of cases that their keys may see now.

    A query for each subscription that hears of it.
    """
    for subscription in queries.living():
        wanted = [
            each
            for each in those
            if KINDS[type(each.what)] in subscription.kinds
            and each.event.at >= subscription.made_at
        ]
        if wanted:
            _queue(subscription, wanted)


def _queue(subscription: WebhookSubscription, those: Sequence[Happened[Any]]) -> None:
    visible = seen(sight_of(subscription.key.account))
    keys = {int(each.event.subject_id) for each in those}
    codes = dict(visible.filter(pk__in=keys).values_list("pk", "tracking_code"))
    rows = [
        WebhookDelivery(
            subscription=subscription,
            event=each.event.pk,
            body=message(KINDS[type(each.what)], codes[int(each.event.subject_id)], each.event.at),
            next_at=each.event.at,
            queued_at=each.event.at,
        )
        for each in those
        if int(each.event.subject_id) in codes
    ]
    # A consumer may be set back: what was told is not told again
    WebhookDelivery.objects.bulk_create(rows, ignore_conflicts=True)


def deliver(*, delivery: int, at: datetime, is_probe: bool = False) -> None:
    """Try one message: take it for a while, send it outside of any transaction, and mark it.

    A worker that dies between sending and marking leaves it waiting: it is sent again by its name.

    Args:
        is_probe: also to a receiver that takes nothing of late. The rest waits: hundreds that
            were queued while it was well would each wait for it.
    """
    due = WebhookDelivery.objects.filter(
        pk=delivery, state=WebhookDelivery.State.WAITING, next_at__lte=at
    )
    if not is_probe:
        due = due.filter(subscription__in=queries.ready())
    if not due.update(next_at=at + _TRYING):
        return
    taken = queries.with_subscription(delivery)
    if not queries.is_living(taken.subscription, at):
        _drop(taken)
        return
    outcome = sending.send(taken.subscription.url, taken.body, signing.headers(taken, at=at))
    _mark(taken, outcome, at)


def _drop(delivery: WebhookDelivery) -> None:
    dropped = {"state": WebhookDelivery.State.DROPPED, "next_at": None}
    WebhookDelivery.objects.filter(pk=delivery.pk).update(**dropped)


@transaction.atomic
def _mark(delivery: WebhookDelivery, outcome: sending.Outcome, at: datetime) -> None:
    subscription = WebhookSubscription.objects.select_for_update().get(pk=delivery.subscription_id)
    WebhookAttempt.objects.create(
        delivery=delivery,
        at=at,
        status=outcome.status,
        milliseconds=outcome.milliseconds,
        error=outcome.error,
    )
    tries = delivery.tries + 1
    state, next_at = WebhookDelivery.State.DELIVERED, None
    if not outcome.is_taken:
        wait = WAITS[tries - 1] if tries <= len(WAITS) else None
        state = WebhookDelivery.State.WAITING if wait else WebhookDelivery.State.FAILED
        next_at = at + wait if wait else None
    WebhookDelivery.objects.filter(pk=delivery.pk).update(state=state, tries=tries, next_at=next_at)
    _note_health(subscription, outcome, at)


def _note_health(subscription: WebhookSubscription, outcome: sending.Outcome, at: datetime) -> None:
    """Remember since when nothing is taken, and end it after long, or where nobody is any more."""
    if outcome.is_taken:
        subscription.failing_since = None
    else:
        subscription.failing_since = subscription.failing_since or at
    failing = subscription.failing_since
    is_over = outcome.is_gone or (failing is not None and failing <= at - DISABLED_AFTER)
    newly = is_over and subscription.disabled_at is None
    if newly:
        subscription.disabled_at = at
    subscription.save(update_fields=["failing_since", "disabled_at"])
    if newly:
        _tell(subscription, at)


def _tell(subscription: WebhookSubscription, at: datetime) -> None:
    events.record(WebhookDisabled(), subject=subscription, by=SYSTEM, at=at)
    words = notices.of_disabled(subscription)
    give_notice(
        kind=notices.DISABLED,
        cause=f"webhook:{subscription.pk}:{at.isoformat()}",
        about=subscription,
        words=dict.fromkeys(holding(CONNECT_SYSTEMS), words),
        by=SYSTEM,
        at=at,
    )


def forget_deliveries(*, before: datetime) -> None:
    """Delete messages that were queued before then, with their tries; also waiting ones.

    Nobody may ever resume a disabled subscription, and who does wants no flood of a year.
    """
    WebhookDelivery.objects.filter(queued_at__lt=before).delete()
