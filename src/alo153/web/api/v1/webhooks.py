"""Another system manages its webhook subscriptions by its own key."""

from datetime import datetime
from http import HTTPStatus
from typing import Annotated, Final, Literal, cast

from django.http import Http404, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Router, Schema
from pydantic import Field

from alo153.core import clock
from alo153.integrations.models import WebhookSubscription
from alo153.integrations.scopes import KeyScope
from alo153.integrations.webhooks import actions, addresses, queries, signing
from alo153.integrations.webhooks.vocabulary import KINDS
from alo153.web.api.v1.answers import ends, reads, writes
from alo153.web.api.v1.by_key import ByKey, KeyedRequest
from alo153.web.api.v1.fields import Body
from alo153.web.api.v1.once import Key, once
from alo153.web.site.problems import Code, FieldError, Problem

router = Router(tags=["webhooks"], auth=ByKey(KeyScope.MANAGE_WEBHOOKS))
_LATEST: Final = 50

# No enumeration: the document has a State already, that of applications
DeliveryState = Literal["waiting", "delivered", "failed", "dropped"]
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]
Url = Annotated[
    str,
    Field(
        min_length=1,
        max_length=WebhookSubscription.LONGEST_URL,
        pattern=r"^[!-~]+$",
        description="https://, a public address without a password",
    ),
]
Kinds = Annotated[
    list[Annotated[str, Field(max_length=40)]],
    Field(min_length=1, max_length=len(KINDS), description=f"Of {', '.join(KINDS.values())}"),
]


class SubscriptionIn(Body):
    """The events to send, and the address."""

    url: Url
    kinds: Kinds


class SubscriptionChange(Body):
    """Changes of a subscription; fields that are left out remain."""

    url: Url | None = None
    kinds: Kinds | None = None


class SecretIn(Body):
    """A request for a new secret; it has no fields."""


class SubscriptionOut(Schema):
    """A subscription of the key."""

    id: int
    url: str
    kinds: list[str]
    made_at: datetime
    failing_since: datetime | None = Field(description="Since when nothing was taken")
    disabled_at: datetime | None = Field(description="Nothing is sent until somebody resumes it")


class MadeOut(SubscriptionOut):
    """A new subscription. Only this answer contains its secret."""

    secret: str | None = Field(
        description="Signs the messages (Standard Webhooks); null when the request is repeated"
    )


class SecretOut(Schema):
    """The new secret. For two days messages have signatures by the former secret, too."""

    secret: str | None = Field(description="null when the request is repeated")


class AttemptOut(Schema):
    """One attempt to deliver a message."""

    at: datetime
    status: int | None
    milliseconds: int
    error: str


class DeliveryOut(Schema):
    """A message; `name` is its `webhook-id`."""

    name: str
    state: DeliveryState
    queued_at: datetime
    next_at: datetime | None
    attempts: list[AttemptOut]


@router.get(
    "/webhooks",
    response=reads(list[SubscriptionOut]),
    summary=gettext_noop("List what the key is subscribed to"),
)
def subscriptions(request: KeyedRequest) -> list[SubscriptionOut]:
    """List the active subscriptions of this key."""
    return [_out(each) for each in queries.of_key(request.auth)]


@router.post(
    "/webhooks",
    response=writes(MadeOut),
    summary=gettext_noop("Subscribe to messages"),
)
def subscribe(request: KeyedRequest, idempotency_key: Key, body: SubscriptionIn) -> HttpResponse:
    """Subscribe an address to messages about the applications that the key may see."""
    _check_kinds(body.kinds)

    def do(at: datetime) -> MadeOut:
        by = request.auth.account
        try:
            made = actions.subscribe(key=request.auth, url=body.url, kinds=body.kinds, by=by, at=at)
        except addresses.AddressRefused as error:
            raise _no_address() from error
        except actions.TooManySubscriptions as error:
            words = _("A key has at most %(most)s subscriptions: end one.")
            raise Problem(Code.CONFLICT, words % {"most": actions.MOST_OF_A_KEY}) from error
        return MadeOut(**_out(made).model_dump(), secret=signing.secret(made))

    return once(request, idempotency_key, body, do, untold="secret")


@router.patch(
    "/webhooks/{number}",
    response=reads(SubscriptionOut),
    summary=gettext_noop("Change a subscription"),
)
def change(request: KeyedRequest, number: Number, body: SubscriptionChange) -> SubscriptionOut:
    """Change the events or the address; waiting messages go to the new address."""
    held = _found(request, number)
    if body.kinds is not None:
        _check_kinds(body.kinds)
    try:
        changed = actions.change_subscription(
            subscription=held,
            url=held.url if body.url is None else body.url,
            kinds=held.kinds if body.kinds is None else body.kinds,
            by=request.auth.account,
            at=clock.now(),
        )
    except addresses.AddressRefused as error:
        raise _no_address() from error
    return _out(changed)


@router.delete(
    "/webhooks/{number}",
    response=ends(),
    summary=gettext_noop("End a subscription"),
)
def end(request: KeyedRequest, number: Number) -> HttpResponse:
    """End a subscription; no further message is sent."""
    held = _found(request, number)
    actions.end_subscription(subscription=held, by=request.auth.account, at=clock.now())
    return HttpResponse(status=HTTPStatus.NO_CONTENT)


@router.post(
    "/webhooks/{number}/secret",
    response=writes(SecretOut),
    summary=gettext_noop("Take another secret"),
)
def change_secret(
    request: KeyedRequest, number: Number, idempotency_key: Key, body: SecretIn
) -> HttpResponse:
    """Replace the secret that signs the messages."""

    def do(at: datetime) -> SecretOut:
        held, by = _found(request, number), request.auth.account
        return SecretOut(secret=actions.change_secret(subscription=held, by=by, at=at))

    return once(request, idempotency_key, body, do, untold="secret")


@router.get(
    "/webhooks/{number}/deliveries",
    response=reads(list[DeliveryOut]),
    summary=gettext_noop("List the latest messages"),
)
def deliveries(request: KeyedRequest, number: Number) -> list[DeliveryOut]:
    """List the latest 50 messages of a subscription with their attempts, newest first."""
    return [
        DeliveryOut(
            name=each.name,
            state=cast(DeliveryState, each.state),
            queued_at=each.queued_at,
            next_at=each.next_at,
            attempts=[AttemptOut.from_orm(attempt) for attempt in each.attempts.all()],
        )
        for each in queries.latest(_found(request, number), limit=_LATEST)
    ]


def _found(request: KeyedRequest, number: int) -> WebhookSubscription:
    """Return a subscription of this key; 404 for a subscription of another key."""
    found = queries.of_key(request.auth).filter(pk=number).first()
    if found is None:
        raise Http404
    return found


def _check_kinds(kinds: list[str]) -> None:
    for place, kind in enumerate(kinds):
        if kind not in KINDS.values():
            words = _("There is nothing to hear of by this name: /api/v1/docs/ lists them.")
            wrong = FieldError(field=f"/kinds/{place}", message=words)
            raise Problem(Code.INVALID, errors=[wrong])


def _no_address() -> Problem:
    words = _("Send a public address that begins with https:// and holds no password.")
    return Problem(Code.INVALID, errors=[FieldError(field="/url", message=words)])


def _out(held: WebhookSubscription) -> SubscriptionOut:
    return SubscriptionOut(
        id=held.pk,
        url=held.url,
        kinds=held.kinds,
        made_at=held.made_at,
        failing_since=held.failing_since,
        disabled_at=held.disabled_at,
    )
