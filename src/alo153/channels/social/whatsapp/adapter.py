"""One POST a message to the number of the municipality."""

import re
from dataclasses import dataclass
from typing import Any, Final

from alo153.channels.contract import (
    Letter,
    LetterFile,
    NotFetched,
    PermanentFailure,
    Sent,
    Template,
    TemporaryFailure,
    Unclear,
    units,
)
from alo153.channels.providers import payloads
from alo153.channels.pushes import Unreadable
from alo153.channels.social.accounts import Account
from alo153.channels.social.meta import graph
from alo153.channels.social.whatsapp import length
from alo153.channels.social.whatsapp.messages import NAME, name_of

_NUMBER: Final = re.compile(r"\d{6,15}", re.ASCII)
# Their names are numbers
_FILE: Final = re.compile(r"\d{1,40}", re.ASCII)


@dataclass(frozen=True)
class WhatsAppAdapter:
    """Messages of the municipality's number, whose own number there is the account's name.

    It drops no repeats, so a lost answer stays unclear.
    """

    account: Account

    def send(self, letter: Letter) -> Sent:
        """Post the letter.

        Raises:
            NotSent: refused, not reachable, or no answer came back.
        """
        if not letter.template and _is_too_long(letter):
            raise PermanentFailure("whatsapp too long")
        order = {
            "messaging_product": "whatsapp",
            "recipient_type": "individual",
            **_recipient(letter.to),
            **(self._with_file(letter, letter.files[0]) if letter.files else _words(letter)),
            # It comes back in each status, so that a lost answer is cleared up
            "biz_opaque_callback_data": str(letter.id),
        }
        told = graph.post(self.account, f"{self.account.name}/messages", order, of=NAME)
        try:
            return Sent(name_of(payloads.parts(told, "messages")[0]))
        except (Unreadable, IndexError):
            raise Unclear("whatsapp no id") from None

    def _with_file(self, letter: Letter, file: LetterFile) -> dict[str, Any]:
        """Hand a file over, and return the message that names it, with the words below."""
        fields = {"messaging_product": "whatsapp", "type": file.content_type}
        told = graph.upload(self.account, f"{self.account.name}/media", fields, file, of=NAME)
        media = told.get("id")
        if not isinstance(media, str) or not _FILE.fullmatch(media):
            raise TemporaryFailure("whatsapp no file")
        if file.content_type == "image/jpeg":
            return {"type": "image", "image": {"id": media, "caption": letter.body}}
        document = {"id": media, "caption": letter.body, "filename": file.name}
        return {"type": "document", "document": document}


def _is_too_long(letter: Letter) -> bool:
    if letter.files:
        return len(letter.files) > 1 or units(letter.body) > length.LONGEST_CAPTION
    return length.excess(letter.body) > 0


def _recipient(to: str) -> dict[str, str]:
    """Return how somebody is named: by number, or by the name that our account knows."""
    return {"to": to} if _NUMBER.fullmatch(to) else {"recipient": to}


def _words(letter: Letter) -> dict[str, Any]:
    if letter.template:
        return {"type": "template", "template": _template(letter.template)}
    return {"type": "text", "text": {"body": letter.body, "preview_url": False}}


def _template(template: Template) -> dict[str, Any]:
    order: dict[str, Any] = {"name": template.name, "language": {"code": template.language}}
    if template.values:
        values = [{"type": "text", "text": value} for value in template.values]
        order["components"] = [{"type": "body", "parameters": values}]
    return order


def tell_typing(account: Account, answers: str) -> None:
    """Show that one of us types an answer to a message, for 25 seconds; it counts as read then.

    https://developers.facebook.com/documentation/business-messaging/whatsapp/typing-indicators

    Raises:
        NotSent: refused, not reachable, or no answer came back.
    """
    if not answers:
        raise PermanentFailure("whatsapp no message")
    order = {
        "messaging_product": "whatsapp",
        "status": "read",
        "message_id": answers,
        "typing_indicator": {"type": "text"},
    }
    graph.post(account, f"{account.name}/messages", order, of=NAME)


def fetch(account: Account, reference: str) -> bytes:
    """Fetch a file: its address is asked for, and holds for five minutes.

    Raises:
        NotFetched: see there.
    """
    if not _FILE.fullmatch(reference):
        raise NotFetched("no file")
    told = graph.ask(account, reference)
    url = told.get("url")
    if not isinstance(url, str):
        raise NotFetched("no address")
    return graph.fetch(account, url, known=True)
