"""Write to staff what they are told, in the ways they chose, after their quiet hours."""

import math
from datetime import timedelta
from typing import Final, cast

from django.conf import settings
from django.utils.translation import gettext_lazy

from alo153.channels.sms.length import simplify
from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.contacts import actions as contacts
from alo153.contacts.about import About
from alo153.contacts.purposes import A_NIGHT, Purpose, declare
from alo153.contacts.recipient_limits import Recipient
from alo153.contacts.written import Written
from alo153.core.models import Event
from alo153.notices import queries
from alo153.notices.events import NoticeGiven
from alo153.notices.models import StaffNotice
from alo153.notices.registry import kind_named

# It stands in the list of notices whatever becomes of it
PURPOSE: Final = declare(
    Purpose(key="staff", label=gettext_lazy("notice to staff"), worth=A_NIGHT, followed=True)
)


def send_to_reader(event: Event, _: NoticeGiven) -> None:
    """Write to the reader, if they want more than to find it in their list."""
    notice = cast(StaffNotice, event.subject)
    reader = notice.reader
    kind, chosen = kind_named(notice.kind), queries.settings_of(reader)
    ways = chosen.ways_of(kind, notice.ways) if kind else frozenset()
    quiet = None if kind and kind.urgent else chosen.quiet_hours
    local = city_queries.local(event.at)
    quiet_for = quiet.over_at(local) - local if quiet else timedelta()
    for channel, to in ((Channel.EMAIL, reader.email), (Channel.SMS, chosen.mobile)):
        if to and channel.value in ways:
            contacts.write(
                words(notice, channel),
                channel=channel,
                purpose=PURPOSE,
                to=to,
                recipient=Recipient.STAFF,
                about=About(notice.about_type, notice.about_id),
                wait_seconds=math.ceil(quiet_for.total_seconds()),
                at=event.at,
            )


def words(notice: StaffNotice, channel: Channel) -> Written:
    """Write what one of the staff is told; an SMS says in one line what it is, and where."""
    link = f"{settings.PUBLIC_URL}{notice.path}"
    language = city_queries.city().language
    if channel is Channel.SMS:
        return Written(subject="", body=simplify(f"{notice.title} {link}"), language=language)
    body = "\n".join([*notice.text.splitlines(), link])
    return Written(subject=notice.title, body=body, language=language)
