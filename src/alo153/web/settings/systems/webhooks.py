"""Webhooks of connected systems: subscribe, view, send again, end."""

from collections.abc import Mapping
from typing import Any, Final

from django import forms
from django.conf import settings
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.core import clock
from alo153.integrations.models import WebhookSubscription
from alo153.integrations.permissions import CONNECT_SYSTEMS
from alo153.integrations.queries import key, keys
from alo153.integrations.webhooks import actions, addresses, queries, signing
from alo153.integrations.webhooks.vocabulary import KINDS
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.found import or_404

_SHOWN: Final = 50


class SubscriptionForm(forms.Form):
    """The key of a subscription, its events, and its address."""

    key = forms.TypedChoiceField(label=gettext_lazy("API key"), coerce=int)
    url = forms.CharField(
        label=gettext_lazy("Address"),
        help_text=gettext_lazy("https://…, where the system takes messages."),
        max_length=WebhookSubscription.LONGEST_URL,
        widget=forms.URLInput({"autocomplete": "off"}),
    )
    kinds = forms.MultipleChoiceField(
        label=gettext_lazy("What it hears of"),
        choices=[(kind, kind) for kind in KINDS.values()],
        widget=forms.CheckboxSelectMultiple,
    )

    def __init__(self, data: Mapping[str, Any] | None = None) -> None:
        super().__init__(data)
        fields: dict[str, Any] = self.fields
        fields["key"].choices = [
            (key.pk, f"{key.system.name} ({key.prefix})") for key in keys() if not key.revoked_at
        ]

    def clean_url(self) -> str:
        """Refuse what is no address for messages."""
        url: str = self.cleaned_data["url"]
        try:
            addresses.check(url, addresses.networks(settings.WEBHOOK_NETWORKS))
        except addresses.AddressRefused as error:
            words = _("Write a public address that begins with https:// and holds no password.")
            raise forms.ValidationError(words) from error
        return url


@requires(CONNECT_SYSTEMS)
@require_http_methods(["GET", "POST"])
def show(request: StaffRequest) -> HttpResponse:
    """List what systems hear, and subscribe one; its secret is shown on this answer."""
    form = SubscriptionForm(request.POST or None)
    if request.method != "POST":
        return _page(request, form)
    if not form.is_valid():
        return _page(request, form, status=422)
    given = form.cleaned_data
    try:
        made = actions.subscribe(
            key=or_404(key(given["key"])),
            url=given["url"],
            kinds=given["kinds"],
            by=request.user,
            at=clock.now(),
        )
    except actions.TooManySubscriptions:
        form.add_error("key", _("This key has as many subscriptions as one may have: end one."))
        return _page(request, form, status=422)
    return _page(request, SubscriptionForm(), secret=signing.secret(made))


def _page(
    request: StaffRequest, form: SubscriptionForm, *, secret: str = "", status: int = 200
) -> HttpResponse:
    context = {"form": form, "subscriptions": queries.subscriptions(), "secret": secret}
    return render(request, "settings/webhooks.html", context, status=status)


@requires(CONNECT_SYSTEMS)
@require_GET
def deliveries(request: StaffRequest, subscription: int) -> HttpResponse:
    """Show the latest messages of a subscription, each with its tries."""
    return _deliveries(request, _found(subscription))


def _deliveries(
    request: StaffRequest, subscription: WebhookSubscription, *, secret: str = ""
) -> HttpResponse:
    latest = queries.latest(subscription, limit=_SHOWN)
    context = {"subscription": subscription, "deliveries": latest, "secret": secret}
    return render(request, "settings/webhook.html", context)


@requires(CONNECT_SYSTEMS)
@require_POST
def change_secret(request: StaffRequest, subscription: int) -> HttpResponse:
    """Give a subscription another secret, shown on this answer and never again."""
    found = _found(subscription)
    secret = actions.change_secret(subscription=found, by=request.user, at=clock.now())
    return _deliveries(request, found, secret=secret)


@requires(CONNECT_SYSTEMS)
@require_POST
def resume(request: StaffRequest, subscription: int) -> HttpResponse:
    """Let messages go there again."""
    actions.resume(subscription=_found(subscription), by=request.user, at=clock.now())
    return redirect("settings:webhook", subscription)


@requires(CONNECT_SYSTEMS)
@require_POST
def end(request: StaffRequest, subscription: int) -> HttpResponse:
    """Tell the system nothing more at this address."""
    actions.end_subscription(subscription=_found(subscription), by=request.user, at=clock.now())
    return redirect("settings:webhooks")


@requires(CONNECT_SYSTEMS)
@require_POST
def redeliver(request: StaffRequest, delivery: int) -> HttpResponse:
    """Send a message once more."""
    found = or_404(queries.delivery(delivery))
    actions.redeliver(delivery=found, by=request.user, at=clock.now())
    return redirect("settings:webhook", found.subscription_id)


def _found(subscription: int) -> WebhookSubscription:
    return or_404(queries.subscription(subscription))
