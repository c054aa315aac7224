"""Why an answer did not leave, in words."""

from collections.abc import Mapping
from typing import TYPE_CHECKING, Final

from django.template.defaultfilters import filesizeformat
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.channels import registry
from alo153.citizens.channel import CHANNEL_LABELS, Channel
from alo153.contacts.conversations import queries
from alo153.contacts.conversations.actions import CannotReply
from alo153.contacts.conversations.ways import way_of
from alo153.contacts.models import Conversation, Message
from alo153.core import clock
from alo153.web.kit.access import StaffRequest

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_FIXED: Final[Mapping[str, "StrPromise"]] = {
    CannotReply.OPTED_OUT: gettext_lazy(
        "This recipient has asked for no messages by %(channel)s. Choose another way, or call."
    ),
    CannotReply.NO_FILES: gettext_lazy(
        "No file can go by %(channel)s. Take it off, or choose another way."
    ),
    CannotReply.MANY_FILES: gettext_lazy(
        "By %(channel)s %(excess)s file at most can go with an answer. Take the others off."
    ),
    CannotReply.LARGE_FILES: gettext_lazy(
        "Together the files are larger than %(size)s. Take some off."
    ),
}


def held_words(found: Conversation, request: StaffRequest) -> str:
    """Say that a colleague has a conversation, and first whether they have answered it.

    One that waits for a supervisor's decision has another reason.
    """
    if found.review_since:
        return _("The citizen wrote on after the end. A supervisor reads it first.")
    seen = request.POST.get("seen", "")
    if other := queries.answered_meanwhile(found, seen, by=request.user):
        return f"{answered_words(other)} {_('Take the conversation over to do so.')}"
    return _("A colleague has this conversation. Take it over to answer.")


def answered_words(answer: Message) -> str:
    """Say that a colleague has answered what this answer is about."""
    words = _(
        "%(name)s answered meanwhile; nothing of yours has left. Read that answer above. "
        "If yours is still needed, send it."
    )
    return words % {"name": answer.author.full_name if answer.author else ""}


def why_not(refused: CannotReply, found: Conversation, *, by: str = "") -> str:
    """Say why an answer did not leave.

    Args:
        by: the channel that was chosen, if one was; what is none counts as not chosen.
    """
    by = by if by in Channel else ""
    match refused.why:
        case CannotReply.EMPTY:
            words = _("Write what the citizen is to read.")
        case CannotReply.LEAVING:
            words = _("An answer is about to leave. Take it back, or wait a moment.")
        case CannotReply.NO_ADDRESS if found.channel == Channel.CHAT:
            words = _("The citizen has left the page, and no address for an answer.")
        case CannotReply.NO_ADDRESS:
            words = _("Nobody knows where an answer could go: no sender was given.")
        case CannotReply.WINDOW:
            words = closed_words(by or found.channel)
        case CannotReply.GONE:
            words = _("What you chose is not to be had any more. Choose again.")
        case why if why in _FIXED:
            words = str(_FIXED[why])
        case CannotReply.GAP:
            words = _(
                "What stands in gap %(excess)s is missing, longer than allowed, or has line breaks."
            )
        case _ if _goes_by_sms(found, by):
            words = _("It is too long for SMS. Make it about %(excess)s characters shorter.")
        case _:
            words = _("It is too long. Make it %(excess)s characters shorter.")
    return words % {
        "excess": refused.excess,
        "size": filesizeformat(refused.excess),
        "channel": CHANNEL_LABELS[Channel(_channel_of(found, by))],
    }


def closed_words(channel: str) -> str:
    """Say that a channel takes no words of our own now."""
    if registry.invites(channel):
        words = _("%(channel)s takes words of ours only for somebody who has written privately.")
        return words % {"channel": CHANNEL_LABELS[Channel(channel)]}
    words = _(
        "%(channel)s takes words of our own only for a day after the citizen has written, and that "
        "is over."
    )
    return words % {"channel": CHANNEL_LABELS[Channel(channel)]}


def _goes_by_sms(found: Conversation, by: str) -> bool:
    return _channel_of(found, by) == Channel.SMS


def _channel_of(found: Conversation, by: str) -> str:
    """Return the channel that was chosen; the usual one where none was."""
    way = None if by else way_of(found, at=clock.now())
    return way.channel if way else by or found.channel
