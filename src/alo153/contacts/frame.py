"""The frame of our e-mails: in a conversation a line above, and our signature below.

Below an optional message: the way to unsubscribe.

Its citizen writes above the line. Mail programs quote what they answer in a hundred ways; the line
is known again in each of them (`channels.email.reading.new_text.quotes`).
"""

from django.utils import translation
from django.utils.translation import gettext as _

from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.city.rules.texts import fill
from alo153.contacts import unsubscribing
from alo153.contacts.models import Message


def as_it_leaves(message: Message) -> str:
    """Return the words of a message as they leave."""
    if message.channel != Channel.EMAIL:
        return message.body
    signed = message.author_id is not None
    of_talk = message.conversation_id is not None
    words = message.body
    if of_talk:
        words = framed(words, language=message.language, signed=signed)
    link = unsubscribing.link_of(message)
    if not link:
        return words
    return with_way_out(words, link, language=message.language, by_person=signed)


def framed(body: str, *, language: str, signed: bool) -> str:
    """Return the words of an e-mail of a conversation with what is around them.

    Args:
        signed: a person wrote it; what the program writes says itself who we are.
    """
    parts = [line(language), body]
    if signed and (signature := _signature(language)):
        parts.append(signature)
    return "\n\n".join(parts)


def _signature(language: str) -> str:
    """Return who we are; nothing until a city's files were loaded that say so."""
    city = city_queries.city()
    texts = (city.texts.get(each, {}) for each in (language, city.language))
    template = next((text for each in texts if (text := each.get("signature_email"))), "")
    return fill(template, city=city.name, short_name=city.short_name, number=city.number)


def with_way_out(words: str, link: str, *, language: str, by_person: bool) -> str:
    """Return the words of an e-mail that is not owed, and below them how to get no more of them."""
    with translation.override(language):
        if by_person:
            how = _("Should we not write to you first? Press here, answers still reach you:")
        else:
            how = _("You want no more reminders by e-mail? Press here, answers still reach you:")
        return f"{words}\n\n{how}\n{link}"


def line(language: str) -> str:
    """Return the line in a language."""
    with translation.override(language):
        return _("Please write your answer above this line")
