"""An application from a letter: what the record begins with, and which files go along."""

from collections.abc import Sequence
from typing import Any, Final

from django import forms
from django.http import QueryDict
from django.utils.translation import gettext_lazy as _

from alo153.cases.telling import conversations
from alo153.citizens.channel import SOCIAL, WRITTEN, Channel, reached_by
from alo153.citizens.channel import choices as channel_choices
from alo153.contacts.conversations import message_files, queries, subjects
from alo153.contacts.conversations.ways import ways_of
from alo153.contacts.models import Conversation, Message, MessageFile
from alo153.core import clock
from alo153.core.files.uploads import CheckedFile
from alo153.web.desk.registering.forms import LONGEST_TEXT, Ending, RecordForm
from alo153.web.desk.work import Work

MOST: Final = 20
"""Messages that a record begins with; the whole of the talk is one link away."""
KEPT_BY_CASES: Final = ("image/jpeg", "application/pdf")


class LetterForm(RecordForm):
    """The record of what somebody writes: its channel is known, and its files are chosen."""

    def __init__(self, *args: Any, letter: Conversation, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["channel"].choices = channel_choices([Channel(letter.channel)])
        fields["text"].label = _("What the letter says")
        fields["text"].widget.attrs["rows"] = 8
        fields["reporter_role"].label = _("Who writes")
        self.offered = files_of(letter)
        for file in self.offered:
            label = file.name or _("file")
            fields[_field_of(file)] = forms.BooleanField(label=label, required=False)

    @property
    def file_fields(self) -> list[forms.BoundField]:
        """Return the choices of files."""
        return [self[_field_of(file)] for file in self.offered]

    def clean(self) -> dict[str, Any]:
        """See which files go along."""
        cleaned = super().clean()
        cleaned["files"] = [each for each in self.offered if cleaned.get(_field_of(each))]
        return cleaned


def form_of(
    work: Work, typed: QueryDict, *, ending: Ending, answers_complete: bool = True
) -> RecordForm:
    """Return the record of a work as it was sent.

    Args:
        answers_complete: whether the required questions of the topic must have an answer.
    """
    if work.letter:
        return LetterForm(
            typed, ending=ending, answers_complete=answers_complete, letter=work.letter
        )
    return RecordForm(typed, ending=ending, answers_complete=answers_complete)


def begun(letter: Conversation, messages: Sequence[Message]) -> dict[str, Any]:
    """Return what a record begins with: the words, and who is known; a name is their own word."""
    identities = letter.citizen.identities.all() if letter.citizen else ()
    known = {Channel(each.kind): each.value for each in identities}
    way, address = _answered_at(letter)
    if address:
        known[reached_by(way)] = address
    return {
        "text": _words(messages),
        "full_name": letter.citizen.name if letter.citizen else letter.name,
        "email": known.get(Channel.EMAIL, ""),
        "phone": known.get(Channel.PHONE, ""),
        "contact_wish": way if address else Channel.NONE,
        **{_field_of(file): True for file in files_of(letter)},
    }


def messages_of(letter: Conversation) -> list[Message]:
    """Return what was written since the last application that the talk is about, oldest first."""
    since = conversations.last_linked_at(letter)
    return queries.received_since(letter, since, most=MOST)


def files_of(letter: Conversation) -> list[MessageFile]:
    """Return the files of these messages that an application may have: photos and PDFs."""
    return message_files.of_types(messages_of(letter), KEPT_BY_CASES)


def checked(file: MessageFile) -> CheckedFile:
    """Return a file as it was cleaned when it came."""
    with file.content() as kept:
        return CheckedFile(kept.read(), file.content_type, file.needs_care)


def _answered_at(letter: Conversation) -> tuple[str, str]:
    """Return the way on which who wrote hears again, and the address there, if there is one."""
    if letter.channel == Channel.CHAT:
        return letter.chat.away_channel, letter.chat.away_address
    if letter.channel in SOCIAL:
        # Applications are told by SMS, e-mail or telephone: whoever gave one of those hears there
        other = [way for way in ways_of(letter, at=clock.now()) if way.channel in WRITTEN]
        return (other[0].channel, other[0].to) if other else ("", "")
    return letter.channel, letter.address


def _words(messages: Sequence[Message]) -> str:
    """Return what was written, with the subject it was begun under, as far as a record holds it."""
    said = [_with_subject(each) for each in messages]
    words = "\n\n".join(filter(None, said))
    return words if len(words) <= LONGEST_TEXT else words[: LONGEST_TEXT - 1].rstrip() + "…"


def _with_subject(message: Message) -> str:
    subject = "" if subjects.is_answer(message.subject) else message.subject.strip()
    return "\n".join(filter(None, [subject, message.body.strip()]))


def _field_of(file: MessageFile) -> str:
    return f"file_{file.pk}"
