"""Channels: staff try our own; a channel of a company abroad is off until somebody approves it."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.conf import settings
from django.core.exceptions import ValidationError
from django.core.validators import RegexValidator
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from alo153.channels import registry
from alo153.channels.models import ChannelOpening
from alo153.channels.permissions import OPEN_CHANNELS
from alo153.channels.social.opening import actions, approved, queries
from alo153.citizens.channel import CHANNEL_LABELS, SOCIAL, Channel
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.one_line import one_line
from alo153.web.kit.found import or_404
from alo153.web.settings import channel_tests

_LANGUAGE: Final = RegexValidator(r"^[a-z]{2}(_[A-Z]{2})?$", gettext_lazy("Such as tr or en_US."))
_NAME: Final = RegexValidator(
    r"^[a-z0-9_]+$", gettext_lazy("Small letters, digits and _ only, as WhatsApp shows it.")
)


class OpeningForm(forms.Form):
    """Somebody answers for it that a channel carries words of citizens abroad."""

    use_required_attribute = False

    ground = forms.CharField(
        label=gettext_lazy("Where the ground for it is written down"),
        help_text=gettext_lazy(
            "The number of the decision or of the signed standard contract (KVKK, article 9)."
        ),
        max_length=200,
        validators=[one_line],
        error_messages={"required": gettext_lazy("Say where it is written down.")},
    )
    answers = forms.BooleanField(
        label=gettext_lazy(
            "I have read this, the conditions are met, and I answer for it by my name."
        ),
        error_messages={"required": gettext_lazy("Without this the channel stays off.")},
    )


class TemplateForm(forms.Form):
    """Words that WhatsApp has approved."""

    use_required_attribute = False

    name = forms.CharField(label=gettext_lazy("Name"), max_length=100, validators=[_NAME])
    language = forms.CharField(
        label=gettext_lazy("Language"), max_length=10, initial="tr", validators=[_LANGUAGE]
    )
    body = forms.CharField(
        label=gettext_lazy("Text, exactly as approved"),
        help_text=gettext_lazy("Its gaps are {{1}}, {{2}} and so on."),
        max_length=approved.LONGEST,
        widget=forms.Textarea({"rows": 4}),
    )

    def clean_body(self) -> str:
        """Refuse gaps with a hole."""
        body = str(self.cleaned_data["body"])
        try:
            approved.gaps(body)
        except approved.GapsError as error:
            raise ValidationError(_("Count the gaps from {{1}}, and leave none out.")) from error
        return body


@dataclass(frozen=True, kw_only=True)
class Row:
    """One channel: what is set, and who answered for it."""

    channel: Channel
    label: str
    variable: str
    is_set: bool
    is_paid: bool
    hook: str
    opening: ChannelOpening | None
    form: OpeningForm

    @property
    def is_open(self) -> bool:
        """Say whether it carries anything now."""
        return self.is_set and self.opening is not None and self.opening.closed_at is None


@requires(OPEN_CHANNELS)
@require_GET
def show(request: StaffRequest) -> HttpResponse:
    """Show each channel, why it is off, and what to do."""
    return _page(request)


def _page(
    request: StaffRequest,
    *,
    typed: Mapping[str, OpeningForm] | None = None,
    template_form: TemplateForm | None = None,
    ways: Sequence[channel_tests.Way] | None = None,
    status: int = 200,
) -> HttpResponse:
    openings = queries.openings()
    context: dict[str, Any] = {
        "ways": channel_tests.ways() if ways is None else ways,
        "rows": [
            _row(each, openings.get(each), (typed or {}).get(each))
            for each in SOCIAL
            if registry.transports_of(each)
        ],
        "templates": queries.templates(),
        "template_form": template_form or TemplateForm(),
    }
    return render(request, "settings/channels.html", context, status=status)


def _row(channel: Channel, opening: ChannelOpening | None, form: OpeningForm | None) -> Row:
    return Row(
        channel=channel,
        label=str(CHANNEL_LABELS[channel]),
        variable=f"ALO153_{channel.upper()}_URL",
        is_set=channel in settings.SOCIAL_URLS,
        is_paid=any(kind.is_paid for kind in registry.transports_of(channel)),
        hook=settings.PUBLIC_URL + reverse("hooks:social", args=[channel]),
        opening=opening,
        form=form or OpeningForm(prefix=channel),
    )


@requires(OPEN_CHANNELS)
@require_POST
def open_it(request: StaffRequest, channel: str) -> HttpResponse:
    """Let a channel carry words of citizens."""
    form = OpeningForm(request.POST, prefix=_known(channel))
    if not form.is_valid():
        return _page(request, typed={channel: form}, status=422)
    try:
        actions.open_channel(
            channel=channel, ground=form.cleaned_data["ground"], by=request.user, at=clock.now()
        )
    except actions.NoAddressError:
        form.add_error(None, _("Its account is not set yet: that comes first."))
        return _page(request, typed={channel: form}, status=422)
    return redirect("settings:channels")


@requires(OPEN_CHANNELS)
@require_POST
def close(request: StaffRequest, channel: str) -> HttpResponse:
    """Let a channel carry nothing more."""
    actions.close_channel(channel=_known(channel), by=request.user, at=clock.now())
    return redirect("settings:channels")


@requires(OPEN_CHANNELS)
@require_POST
def add_template(request: StaffRequest) -> HttpResponse:
    """Know words that WhatsApp has approved."""
    form = TemplateForm(request.POST)
    if not form.is_valid():
        return _page(request, template_form=form, status=422)
    actions.add_template(**form.cleaned_data, by=request.user, at=clock.now())
    return redirect("settings:channels")


@requires(OPEN_CHANNELS)
@require_POST
def retire_template(request: StaffRequest, template: int) -> HttpResponse:
    """Use approved words no more."""
    found = or_404(queries.template(template))
    actions.retire_template(template=found, by=request.user, at=clock.now())
    return redirect("settings:channels")


@requires(OPEN_CHANNELS)
@require_POST
def check(request: StaffRequest, channel: str) -> HttpResponse:
    """Show whether the providers of a channel can be reached; nothing is sent."""
    own = _ours(channel)
    reached = channel_tests.check_connections(own)
    typed = {"to": request.POST.get(f"{channel}-to", "")}
    form = channel_tests.RecipientForm(initial=typed, channel=own, prefix=channel)
    return _page(request, ways=channel_tests.ways(of=channel, typed=form, reached=reached))


@requires(OPEN_CHANNELS)
@require_POST
def try_out(request: StaffRequest, channel: str) -> HttpResponse:
    """Send a test message to the address that was typed."""
    own = _ours(channel)
    form = channel_tests.RecipientForm(request.POST, channel=own, prefix=channel)
    if form.is_valid() and (message := channel_tests.send(request, own, form)):
        return redirect("settings:channel_test", message.pk)
    return _page(request, ways=channel_tests.ways(of=channel, typed=form), status=422)


def _ours(channel: str) -> Channel:
    """Return a channel of our own. Raises Http404."""
    if channel not in channel_tests.OURS:
        raise Http404
    return Channel(channel)


def _known(channel: str) -> str:
    """Return a channel that there is.

    Raises:
        Http404: there is none of this name.
    """
    if channel not in SOCIAL:
        raise Http404
    return channel
