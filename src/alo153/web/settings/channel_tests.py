"""Try a channel of our own: its connection, and one message to an address that is typed."""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Final
from uuid import UUID

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.functional import Promise
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_GET, require_POST

from alo153.channels import adapters
from alo153.channels.adapters.reachability import is_reachable
from alo153.channels.permissions import OPEN_CHANNELS
from alo153.citizens.channel import CHANNEL_LABELS, Channel
from alo153.contacts import actions, queries
from alo153.contacts.about import About
from alo153.contacts.models import Message
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.written_to import written_to

OURS: Final = (Channel.SMS, Channel.EMAIL)
"""Channels that may write to somebody who has not written first."""
_REACHED: Final[Mapping[bool | None, str | Promise]] = {
    True: gettext_lazy("can be reached"),
    False: gettext_lazy("cannot be reached: look at its address, its port and the firewall"),
    None: gettext_lazy("has no connection to be checked"),
}
# What the codes of the transports begin with or end in; none holds personal data
_CAUSES: Final[Sequence[tuple[re.Pattern[str], str | Promise]]] = (
    (
        re.compile(r"not reachable$|no address$|bind unreadable$"),
        gettext_lazy("The provider cannot be reached. Look at its address, port and firewall."),
    ),
    (
        re.compile(r"^smtp 53[0458]$|http 40[13]$|^sms (30|401)$|^smpp bind 0x0[def]$"),
        gettext_lazy("The provider refuses our name or password."),
    ),
    (
        re.compile(r"^smtp 55[013]$|recipient refused$"),
        gettext_lazy("The provider refuses this recipient, or our sender."),
    ),
    (
        re.compile(r"^sms (landline|short number)$"),
        gettext_lazy("We send no SMS to such a number. Choose a mobile number."),
    ),
    (re.compile(r"^channel off$"), gettext_lazy("The channel is not set.")),
    (
        re.compile(r"^recipient_limit$"),
        gettext_lazy("This recipient had as many messages as one may get."),
    ),
)


class RecipientForm(forms.Form):
    """The form asks for the receiver of the test message."""

    use_required_attribute = False

    to = forms.CharField(
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Write where it goes.")},
    )

    def __init__(self, *args: object, channel: Channel, **kwargs: object) -> None:
        super().__init__(*args, **kwargs)  # type: ignore[arg-type]
        self._channel = channel
        self.fields["to"].label = (
            _("Mobile number") if channel == Channel.SMS else _("E-mail address")
        )

    def clean_to(self) -> str:
        """Understand what this channel reaches."""
        channel, address = written_to(str(self.cleaned_data["to"]))
        if channel != self._channel:
            words = {
                Channel.SMS: _("An SMS goes to a mobile number."),
                Channel.EMAIL: _("An e-mail goes to an e-mail address."),
            }
            raise forms.ValidationError(words[self._channel])
        return address


@dataclass(frozen=True)
class Way:
    """A channel of our own. `reached`: what a check of its addresses found, after one."""

    channel: Channel
    label: str
    providers: list[str]
    form: RecipientForm
    reached: list[str]


@dataclass(frozen=True)
class Taking:
    """The provider that took a test; of several also the ones that refused, or were not asked."""

    by: str
    refused: list[str]
    unasked: list[str]


def ways(
    *,
    typed: RecipientForm | None = None,
    of: str = "",
    reached: Sequence[str] = (),
) -> list[Way]:
    """Return the channels of our own with what was typed or found for one of them."""
    return [
        Way(
            channel=each,
            label=str(CHANNEL_LABELS[each]),
            providers=[transport.name for _address, transport in adapters.in_use(each)],
            form=typed if typed and each == of else RecipientForm(channel=each, prefix=each),
            reached=list(reached) if each == of else [],
        )
        for each in OURS
    ]


def check_connections(channel: Channel) -> list[str]:
    """Return for each provider of a channel whether it can be reached; two seconds a name."""
    return [
        _("%(provider)s: %(found)s")
        % {"provider": transport.name, "found": _REACHED[is_reachable(address)]}
        for address, transport in adapters.in_use(channel)
    ]


@requires(OPEN_CHANNELS)
@require_GET
def result(request: StaffRequest, message: UUID) -> HttpResponse:
    """Show where a test is going, and what the provider answered."""
    found = _own(request, message)
    context = {
        "message": found,
        "is_waiting": found.state == Message.State.QUEUED and found.due_at > clock.now(),
        "is_on_its_way": found.state in {Message.State.QUEUED, Message.State.SENDING},
        "channel": CHANNEL_LABELS[Channel(found.channel)],
        "cause": told_cause(found) if found.last_error else "",
        "taking": _taking(found),
    }
    return render(request, "settings/channel_test.html", context)


@requires(OPEN_CHANNELS)
@require_POST
def take_back(request: StaffRequest, message: UUID) -> HttpResponse:
    """Take a test back that has not left."""
    if actions.withdraw_test(message_id=message, by=request.user, at=clock.now()):
        messages.success(request, _("Taken back; nothing left."))
        return redirect("settings:channels")
    if queries.was_withdrawn(About.row(request.user), actions.TEST, message):
        messages.info(request, _("Already taken back; nothing left."))
        return redirect("settings:channels")
    found = _own(request, message)
    messages.warning(request, _("Too late: it has left already."))
    return redirect("settings:channel_test", found.pk)


def send(request: StaffRequest, channel: Channel, form: RecipientForm) -> Message | None:
    """Write the test; None if the form now says why not."""
    try:
        return actions.send_test(
            channel=channel,
            to=form.cleaned_data["to"],
            wait_seconds=settings.SEND_DELAY_SECONDS,
            by=request.user,
            at=clock.now(),
        )
    except actions.RecipientHasEnough:
        form.add_error("to", _("This recipient had as many messages as one may get."))
        return None
    except actions.TooManyTests:
        form.add_error("to", _("Enough tests for this hour. Try again later."))
        return None


def told_cause(message: Message) -> str | Promise:
    """Return what the code of a failed try means, in plain words."""
    if message.state == Message.State.UNCLEAR:
        return _("There was no whole answer: it may have left, or not. Ask its recipient.")
    code = message.last_error
    found = next((words for pattern, words in _CAUSES if pattern.search(code)), None)
    return found or _("The provider refuses it; its code says why.")


def _taking(message: Message) -> Taking | None:
    """Return by whom it was taken, as the reference says; None where it does not say it."""
    names = [transport.name for _address, transport in adapters.in_use(message.channel)]
    name = message.provider_reference.partition(":")[0]
    if name not in names:
        return None
    if names.count(name) > 1:  # Two accounts at one company: either took it
        return Taking(name, [], [])
    place = names.index(name)
    return Taking(name, names[:place], names[place + 1 :])


def _own(request: StaffRequest, message: UUID) -> Message:
    """Find a test that this person sent. Raises Http404."""
    mine = queries.about(About.row(request.user)).filter(pk=message, purpose=actions.TEST)
    found = mine.first()
    if found is None:
        raise Http404
    return found
