"""Tell colleagues that a note of a conversation names them; no word of it is in the notice."""

from typing import cast

from django.utils import translation
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city import queries as city_queries
from alo153.contacts.events import ConversationNoted
from alo153.contacts.models import Conversation, ConversationNote
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core.models import Event
from alo153.notices.actions import Told, give_notice
from alo153.notices.registry import notice_kind

MENTION = notice_kind(
    "mention",
    gettext_lazy("A colleague mentions you in a conversation"),
    ANSWER_MESSAGES,
    READ_CONFIDENTIAL,
)


def tell_mentioned(event: Event, what: ConversationNoted) -> None:
    """Tell the colleagues that a note names, except its author."""
    note = ConversationNote.objects.select_related("author").get(pk=what.note)
    told = _told(note)
    give_notice(
        kind=MENTION,
        cause=f"note:{note.pk}",
        about=cast(Conversation, event.subject),
        words={reader: told for reader in note.mentioned.all() if reader != note.author},
        by=event.actor,
        at=event.at,
    )


def _told(note: ConversationNote) -> Told:
    facts = {"name": note.author.full_name, "number": note.conversation_id}
    with translation.override(city_queries.city().language):
        title = _("%(name)s mentions you: conversation no. %(number)s") % facts
    path = f"/center/conversations/{note.conversation_id}/#note-{note.pk}"
    return Told(title=title[:200], lines=(), path=path)
