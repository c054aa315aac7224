"""The desk's keys in one place: what the buttons carry and what the sheet behind ``?`` lists."""

from dataclasses import dataclass
from enum import Enum
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


class Group(Enum):
    """Groups of keys: the headings of the sheet."""

    RECORD = _("The record")
    CALL = _("The call")
    OTHERS = _("Transfer and conference")
    WRITTEN = _("What is written")
    STATE = _("Your state")
    LISTENING = _("Listening to an agent")
    PAGE = _("The page")

    @property
    def label(self) -> "StrPromise":
        """Return the heading."""
        return self.value


@dataclass(frozen=True)
class Key:
    """A key as a browser names it, and what it does."""

    press: str
    label: "StrPromise"
    group: Group

    @property
    def parts(self) -> list[str]:
        """Return the keys to hold and to press, one by one."""
        return self.press.split("+")


# Function keys work while one types; browsers leave these to the page.
KEYS = {
    "search": Key("/", _("To the search line"), Group.RECORD),
    "information": Key("F2", _("Information given: log it with the chosen topic"), Group.RECORD),
    "form": Key("F4", _("To the text of a new case"), Group.RECORD),
    "proposal_1": Key("Ctrl+F1", _("Take the first proposed topic"), Group.RECORD),
    "proposal_2": Key("Ctrl+F2", _("Take the second proposed topic"), Group.RECORD),
    "proposal_3": Key("Ctrl+F3", _("Take the third proposed topic"), Group.RECORD),
    "open": Key("Ctrl+Enter", _("Open the case, or send the form one is in"), Group.RECORD),
    "incident": Key("Shift+F1", _("Add the caller's report to the incident"), Group.RECORD),
    "duplicate": Key("Ctrl+F6", _("To what is perhaps the same matter"), Group.RECORD),
    "out_of_scope": Key("Shift+F2", _("Out of scope: where the caller is sent"), Group.RECORD),
    "silent": Key("Shift+F4", _("Silent or wrong number"), Group.RECORD),
    "about": Key("Shift+F7", _("Asks about the first open case"), Group.RECORD),
    "answer": Key("F8", _("Answer the call"), Group.CALL),
    "hang_up": Key("Shift+F8", _("Hang up, or turn the call down"), Group.CALL),
    "hold": Key("F9", _("Hold, and back"), Group.CALL),
    "mute": Key("Shift+F9", _("Mute, and back"), Group.CALL),
    "keypad": Key("Shift+F3", _("Keypad tones"), Group.CALL),
    "recording": Key("Ctrl+F9", _("Sensitive words: pause the recording, and back"), Group.CALL),
    "emergency": Key("F1", _("Hand over to the emergency number"), Group.CALL),
    "transfer": Key("F10", _("Call, ask or transfer; while asking: hand over"), Group.OTHERS),
    "blind": Key("Ctrl+Enter", _("In the transfer line: transfer without asking"), Group.OTHERS),
    "conference": Key(
        "F3", _("Conference: bring the caller and the one you ask together"), Group.OTHERS
    ),
    "leave": Key("Ctrl+F10", _("Leave the caller with the others"), Group.OTHERS),
    "take_written": Key("Ctrl+F11", _("Take what is written and offered to you"), Group.WRITTEN),
    "ready": Key("F7", _("Ready, or pause"), Group.STATE),
    "recovery": Key("Ctrl+F7", _("After a hard call: recovery, no questions asked"), Group.STATE),
    "hard": Key(
        "Ctrl+Shift+F7", _("A hard call: say why, recover, or end it by right"), Group.STATE
    ),
    "more_time": Key("Ctrl+F8", _("More time after a call"), Group.STATE),
    "whisper": Key("F9", _("While listening: whisper to the agent, and back"), Group.LISTENING),
    "barge": Key("Ctrl+F9", _("While listening: talk with both, and back"), Group.LISTENING),
    "take_over": Key("Ctrl+F6", _("While listening: take the call over"), Group.LISTENING),
    "stop_listening": Key("Shift+F8", _("While listening: stop"), Group.LISTENING),
    "ready_answer": Key("Shift+F11", _("To the ready answers of a conversation"), Group.PAGE),
    "note": Key("Shift+F12", _("To the internal note of a conversation"), Group.PAGE),
    "reclassify": Key("Ctrl+F12", _("Put topic, kind or place of the case right"), Group.PAGE),
    "next_column": Key("F6", _("To the next column"), Group.PAGE),
    "sheet": Key("?", _("This sheet"), Group.PAGE),
}
