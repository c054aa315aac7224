"""The desk's keys in one place: what the buttons carry and what the sheet behind ``?`` lists."""

from dataclasses import dataclass
from typing import TYPE_CHECKING

from django.utils.translation import gettext_lazy as _

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


@dataclass(frozen=True)
class Key:
    """A key as a browser names it, and what it does."""

    press: str
    label: "StrPromise"

    @property
    def parts(self) -> list[str]:
        """Return the keys to hold and to press, one by one."""
        return self.press.split("+")


# Function keys work while one types; browsers leave these to the page.
KEYS = {
    "search": Key("/", _("To the search line")),
    "information": Key("F2", _("Information given: log it with the chosen topic")),
    "form": Key("F4", _("To the text of a new case")),
    "open": Key("Ctrl+Enter", _("Open the case, or send the form one is in")),
    "out_of_scope": Key("Shift+F2", _("Out of scope: where the caller is sent")),
    "silent": Key("Shift+F4", _("Silent or wrong number")),
    "about": Key("Shift+F7", _("Asks about the first open case")),
    "next_column": Key("F6", _("To the next column")),
    "answer": Key("F8", _("Answer the call")),
    "hang_up": Key("Shift+F8", _("Hang up, or turn the call down")),
    "hold": Key("F9", _("Hold, and back")),
    "mute": Key("Shift+F9", _("Mute, and back")),
    "transfer": Key("F10", _("Call, ask or transfer; while asking: hand over")),
    "conference": Key("F3", _("Conference: bring the caller and the one you ask together")),
    "leave": Key("Ctrl+F10", _("Leave the caller with the others")),
    "blind": Key("Ctrl+Enter", _("In the transfer line: transfer without asking")),
    "keypad": Key("Shift+F3", _("Keypad tones")),
    "emergency": Key("F1", _("Hand over to 112")),
    "recording": Key("Ctrl+F9", _("Sensitive words: pause the recording, and back")),
    "ready": Key("F7", _("Ready, or pause")),
    "recovery": Key("Ctrl+F7", _("After a hard call: recovery, no questions asked")),
    "more_time": Key("Ctrl+F8", _("More time after a call")),
    "whisper": Key("F9", _("While listening: whisper to the agent, and back")),
    "barge": Key("Ctrl+F9", _("While listening: talk with both, and back")),
    "take_over": Key("Ctrl+F6", _("While listening: take the call over")),
    "sheet": Key("?", _("This sheet")),
}
