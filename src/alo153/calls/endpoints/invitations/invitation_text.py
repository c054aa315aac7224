"""The words that carry a link to a call."""

from alo153.channels.sms.length import simplify
from alo153.citizens.channel import Channel
from alo153.city import queries as city_queries
from alo153.city.rules.texts import fill
from alo153.contacts.written import Written


def invitation(link: str, channel: str) -> Written:
    """Write the link to a call, for somebody of whom no language is known: the city's own."""
    city = city_queries.city()
    words = {"city": city.name, "short_name": city.short_name, "number": city.number, "link": link}
    texts = {
        part: fill(city_queries.text(f"invitation_{part}", city.language), **words)
        for part in ("sms", "email_subject", "email_body")
    }
    if channel == Channel.SMS:
        return Written(subject="", body=simplify(texts["sms"]), language=city.language)
    subject, body = texts["email_subject"], texts["email_body"]
    return Written(subject=subject, body=body, language=city.language)
