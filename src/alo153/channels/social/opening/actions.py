"""Open and close social channels, and keep the words that WhatsApp has approved."""

from datetime import datetime

from django.conf import settings
from django.db import transaction

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.channels.models import ApprovedTemplate, ChannelOpening
from alo153.channels.permissions import OPEN_CHANNELS
from alo153.channels.social.opening import queries
from alo153.channels.social.opening.approved import gaps
from alo153.channels.social.opening.events import (
    ChannelClosed,
    ChannelOpened,
    TemplateAdded,
    TemplateRetired,
)
from alo153.core import events
from alo153.core.actor import Actor


class NoAddressError(Exception):
    """The settings name no account of a channel."""


@transaction.atomic
def open_channel(*, channel: str, ground: str, by: User, at: datetime) -> None:
    """Let a channel carry words of citizens; open already, it stays as it is.

    Args:
        ground: where it is written down why they may go abroad (KVKK, article 9).

    Raises:
        NotPermitted: this person may not answer for it.
        NoAddressError: see there.
    """
    permit(OPEN_CHANNELS, by=by)
    if not settings.SOCIAL_URLS.get(channel):
        raise NoAddressError
    opening, is_new = ChannelOpening.objects.get_or_create(
        channel=channel,
        closed_at=None,
        defaults={"opened_at": at, "opened_by": by, "ground": ground},
    )
    if is_new:
        events.record(ChannelOpened(), subject=opening, by=Actor.staff(by.pk), at=at)


@transaction.atomic
def close_channel(*, channel: str, by: User, at: datetime) -> None:
    """Let a channel carry nothing more; what waits to leave by it fails.

    Raises:
        NotPermitted: this person may not do that.
    """
    permit(OPEN_CHANNELS, by=by)
    those = ChannelOpening.objects.filter(channel=channel, closed_at=None)
    for opening in those.select_for_update():
        opening.closed_at, opening.closed_by = at, by
        opening.save(update_fields=["closed_at", "closed_by"])
        events.record(ChannelClosed(), subject=opening, by=Actor.staff(by.pk), at=at)


@transaction.atomic
def add_template(*, name: str, language: str, body: str, by: User, at: datetime) -> None:
    """Know words that WhatsApp has approved, replacing former words of this name.

    Raises:
        NotPermitted: this person may not do that.
        GapsError: its gaps are not counted from {{1}}.
    """
    permit(OPEN_CHANNELS, by=by)
    gaps(body)
    for before in queries.templates().filter(name=name, language=language):
        retire_template(template=before, by=by, at=at)
    made = ApprovedTemplate.objects.create(name=name, language=language, body=body)
    events.record(TemplateAdded(), subject=made, by=Actor.staff(by.pk), at=at)


@transaction.atomic
def retire_template(*, template: ApprovedTemplate, by: User, at: datetime) -> None:
    """Use approved words no more; retired already, they stay as they are.

    Raises:
        NotPermitted: this person may not do that.
    """
    permit(OPEN_CHANNELS, by=by)
    if ApprovedTemplate.objects.filter(pk=template.pk, retired_at=None).update(retired_at=at):
        events.record(TemplateRetired(), subject=template, by=Actor.staff(by.pk), at=at)
