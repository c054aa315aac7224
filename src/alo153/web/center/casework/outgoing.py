"""Steps of the center that tell the citizen something: their recipients and their actions."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any, Final

from django import forms

from alo153.accounts.models import User
from alo153.cases.actions import Refused
from alo153.cases.models import Case
from alo153.cases.rules.verbs import Verb
from alo153.citizens.channel import Channel
from alo153.citizens.models import Identity
from alo153.web.cases.leaving import lengths, receivers
from alo153.web.cases.leaving.sending import Do
from alo153.web.center.casework.case_forms import NewContact
from alo153.web.center.casework.steps import STEPS, form_of
from alo153.web.center.casework.time_forms import NoticeForm

VERBS: Final = (
    Verb.APPROVE,
    Verb.RELAY_AGAIN,
    Verb.EXTEND,
    Verb.TELL_INTERIM,
    Verb.TELL_COSTS,
    Verb.PASS_ON,
)
_BY_MESSAGE: Final = {Channel.SMS, Channel.EMAIL}


def facts_of(form: forms.Form) -> dict[str, Any]:
    """Return what a valid form says, with the notice that some have."""
    facts = form.cleaned_data
    return facts | {"delivery": form.delivery()} if isinstance(form, NoticeForm) else facts


def receiver(verb: Verb, case: Case, facts: Mapping[str, Any]) -> str:
    """Return whom a step reaches by itself; empty where nothing leaves, or a person tells it."""
    if verb in {Verb.APPROVE, Verb.PASS_ON}:
        return receivers.by_wish(case)
    if verb is Verb.RELAY_AGAIN:
        channel, contact = facts["way"]
        return "" if channel == Channel.PHONE else receivers.of(channel, _known(contact))
    delivery = facts.get("delivery")
    if delivery is None or delivery.way not in _BY_MESSAGE:
        return ""
    return receivers.of(delivery.way, delivery.contact)


def _known(contact: Identity | NewContact) -> Identity:
    if isinstance(contact, Identity):
        return contact
    return Identity(kind=contact.kind, value=contact.value)


def too_long(verb: Verb, case: Case, facts: Mapping[str, Any]) -> tuple[str, str]:
    """Return the field of a step whose words are too long as an SMS, and what to say about it."""
    if verb in {Verb.APPROVE, Verb.PASS_ON}:
        return "plain_text", lengths.too_long(lengths.answer(case, facts["plain_text"]))
    delivery = facts.get("delivery")
    if delivery is None:
        return "", ""
    return "text", lengths.too_long(lengths.notice(case, delivery.way, delivery.text))


def doing(verb: Verb) -> Do:
    """Return how a step is done from the fields as they were typed."""

    def do(case: Case, fields: Mapping[str, str], by: User, at: datetime) -> None:
        form = form_of(verb, case, fields)
        if not form.is_valid():
            raise Refused(" ".join(str(one) for errors in form.errors.values() for one in errors))
        STEPS[verb].act(case, facts_of(form), by, at)

    return do
