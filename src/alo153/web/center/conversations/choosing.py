"""By which ways an answer can go, as the page offers them."""

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from django.utils.translation import gettext as _

from alo153.channels import registry
from alo153.channels.sms.length import MAX_PARTS
from alo153.channels.social.opening import queries as openings
from alo153.citizens.channel import CHANNEL_LABELS, SOCIAL, Channel
from alo153.city import numbers
from alo153.contacts.conversations.actions import publishing
from alo153.contacts.conversations.ways import Way
from alo153.contacts.models import Conversation
from alo153.web.center.conversations.forms import ApprovedForm, ReplyForm
from alo153.web.center.conversations.refusals import closed_words


def choices(
    found: Conversation,
    ways: Sequence[Way],
    reply: ReplyForm,
    approved: ApprovedForm | None,
    *,
    at: datetime,
) -> dict[str, Any]:
    """Return what the page offers: ways for our own words, and approved words where those end.

    Args:
        reply: it gets the ways.
        approved: approved words that came back, with what is wrong with them.
    """
    free = [way for way in ways if way.is_open(at=at)]
    closed = next((way for way in ways if not way.is_open(at=at)), None)
    takes = closed is not None and registry.takes_templates(closed.channel)
    reply.offer([(way.channel, choice(way)) for way in free])
    return {
        "may_attach": any(way.attaching for way in free),
        "open_ways": len(free),
        "open_until": next((way.closes_at for way in free if way.closes_at), None),
        "closed": closed_words(closed.channel) if closed else "",
        "approved": _approved(approved) if takes else [],
        "invitation": publishing.invitation(closed.channel, closed.invites)
        if closed and closed.invites
        else "",
        "in_public": publishing.sentence() if any(way.comment for way in free) else "",
        "may_name_address": found.channel in SOCIAL,
    }


def _approved(typed: ApprovedForm | None) -> list[ApprovedForm]:
    forms = [ApprovedForm(template=each) for each in openings.templates()]
    return [typed if typed and typed.template == each.template else each for each in forms]


def choice(way: Way) -> str:
    """Say where an answer would go, and what that way does not take."""
    said = receiver(way)
    limits = ", ".join(_limits(way))
    return _("%(receiver)s (%(limits)s)") % {"receiver": said, "limits": limits} if limits else said


def _limits(way: Way) -> list[str]:
    found = []
    if way.channel == Channel.SMS:
        found.append(_("%(most)s SMS at most") % {"most": MAX_PARTS})
    if not way.attaching:
        found.append(_("no files"))
    return found


def receiver(way: Way) -> str:
    """Say where an answer goes, on the button that sends it; a name of a channel says nothing."""
    label = str(CHANNEL_LABELS[Channel(way.channel)])
    if way.comment:
        return _("%(channel)s, privately") % {"channel": label}
    if not way.to or way.channel in SOCIAL:
        return label
    return f"{label}: {numbers.display(way.to)}"
