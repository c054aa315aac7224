"""Why a chat does not take a message, in words for its writer."""

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from alo153.contacts.conversations.chat.actions import CannotSay
from alo153.contacts.conversations.chat.limits import MOST_AT_ONCE


def why_not(refused: CannotSay) -> tuple[str | None, str]:
    """Return the field that is wrong, and what is wrong with it."""
    match refused.why:
        case CannotSay.EMPTY:
            return "text", _("Please write your message.")
        case CannotSay.TOO_LONG:
            words = ngettext(
                "It is too long. Make it %(excess)s character shorter.",
                "It is too long. Make it %(excess)s characters shorter.",
                refused.excess,
            )
            return "text", words % {"excess": refused.excess}
        case CannotSay.TOO_MANY_AT_ONCE | CannotSay.TOO_MANY_FILES:
            return "photo", _of_files(refused)
        case CannotSay.TOO_FAST:
            return None, _("That was very fast. Wait a moment, then send it again.")
        case CannotSay.TOO_MANY:
            return None, _("This chat is very long. End it, and begin a new one.")
        case _:
            return None, _("Very many people write to us at the moment. Please try again later.")


def _of_files(refused: CannotSay) -> str:
    if refused.why == CannotSay.TOO_MANY_FILES:
        return _("You have sent as many photos as one chat takes.")
    words = _("At most %(most)s files go with one message. Send the others with the next.")
    return words % {"most": MOST_AT_ONCE}
