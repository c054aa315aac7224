"""Words about a case that go into the talk from which it was opened, as its channel takes them."""

from dataclasses import replace
from datetime import datetime

from django.conf import settings

from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.cases.telling import compose
from alo153.channels import registry
from alo153.channels.contract import Template
from alo153.channels.social.opening import approved
from alo153.channels.social.opening.queries import templates
from alo153.contacts import windows
from alo153.contacts.written import Written


def in_talk(
    words: Written, case: Case, purpose: str, *, channel: str, to: str, at: datetime
) -> Written:
    """Return words in the form that the channel takes now.

    Where it takes approved words only, the template has the name of the purpose. If there is none,
    the words do not leave, and an agent reads them in the talk, which waits again.
    """
    if windows.is_open(channel, to, at=at):
        return compose.fitting(words, case, channel)
    if not registry.takes_templates(channel):
        return words
    return _approved(words, case, purpose) or words


def _approved(words: Written, case: Case, purpose: str) -> Written | None:
    """Return approved words, whose gaps are the code and the page of the case, if there are any."""
    name, values = purpose, [codes.display(case.tracking_code), _page_of(case)]
    if case.confidential:
        # The same words, whatever there is to say
        name, values = "confidential", values[:1]
    kept = templates().filter(name=name, language=words.language).first()
    if kept is None:
        return None
    used = tuple(values[: approved.gaps(kept.body)])
    try:
        body = approved.fill(kept.body, used)
    except approved.FillingError:
        return None
    template = Template(name=name, language=kept.language, values=used)
    return replace(words, body=body, template=template)


def _page_of(case: Case) -> str:
    return f"{settings.PUBLIC_URL}/t/{case.link_key}/"
