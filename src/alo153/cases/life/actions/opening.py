"""Open a case: remember who, route it to a unit, promise a date, give it a code."""

import secrets
from dataclasses import replace
from datetime import datetime
from uuid import UUID

from django.db import IntegrityError

from alo153.accounts.models import User
from alo153.accounts.policy import permit
from alo153.cases.confidential import disclosure
from alo153.cases.events.life import CaseForwarded, CaseNoted, CaseOpened, CaseUnrouted
from alo153.cases.life import receipts
from alo153.cases.life.actions.alarming import raise_alarms
from alo153.cases.life.actions.application import Application, Reporter
from alo153.cases.life.actions.formalities import (
    AlreadyOpened,
    ExternalReference,
    FormalDetails,
    check_register,
    first_due,
    keep_formalities,
    received_at,
)
from alo153.cases.models import Case, Clock, Forwarding, Note, TopicAnswer
from alo153.cases.permissions import OPEN_CASE
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import State
from alo153.cases.verbs.moving import tell
from alo153.cases.verbs.timing import start_clock
from alo153.citizens import actions as citizen_actions
from alo153.citizens.channel import Channel
from alo153.citizens.models import Citizen, Identity
from alo153.city import queries as unit_queries
from alo153.city.models import CaseKind, Topic
from alo153.city.queries import UnitRoute
from alo153.city.rules import questions
from alo153.city.rules.calendar import due_at
from alo153.city.rules.kinds import Need
from alo153.city.rules.questions import GivenAnswer
from alo153.contacts import actions as contact_actions
from alo153.contacts.actions import gathering
from alo153.contacts.models import Disposition, Interaction
from alo153.core import events
from alo153.core.actor import SYSTEM, Actor
from alo153.core.batch import batch
from alo153.core.database.inserting import insert_row
from alo153.core.database.prepared import Prepared
from alo153.core.text import plain_words, seen_letters

_DRAWN = 10
"""Codes drawn for a case: with a million cases one of ninety is taken, and all ten never."""


class NeedsMissing(ValueError):
    """The kind demands what was not brought; ``missing`` names it."""

    def __init__(self, missing: frozenset[Need]) -> None:
        super().__init__(", ".join(sorted(missing)))
        self.missing = missing


class ContactMissing(ValueError):
    """The citizen wishes an answer on a way whose number or address was not given."""


def open_case(
    *,
    application: Application,
    interaction: Interaction | None = None,
    by: User | Actor,
    at: datetime,
) -> Case:
    """Open the case of an application and send it to the unit that topic and place name.

    Without a rule that fits, the case waits at the center for a person.
    Records ``case.opened``, ``case.forwarded`` if a unit was found, and ``case.alarm_raised`` for
    each alarm heard in the text.

    A refusal spoils the transaction around it: a caller that continues after one needs a
    transaction for this alone.

    Args:
        interaction: the contact by which it came.

    Raises:
        NotTheirs: this member of staff opens no cases.
        CaseKind.DoesNotExist: the city has no such kind.
        NeedsMissing: the kind demands something that was not brought.
        ArrivedTooLate: the day of arrival at the other body has not come yet.
        AlreadyRegistered: another case has this number of that body.
        AlreadyOpened: the form opened a case before.
        ContactMissing: the wish needs a number or address that the reporter did not give.
        WrongAnswers: an answer does not fit the topic's question, or a required one is missing.
    """
    permit(OPEN_CASE, by=by)
    reporter = application.reporter
    readable = replace(
        application,
        text=plain_words(application.text),
        reporter=replace(reporter, full_name=seen_letters(reporter.full_name)),
    )
    with batch():
        return _open(readable, interaction, by if isinstance(by, Actor) else Actor.staff(by.pk), at)


def _open(
    application: Application, interaction: Interaction | None, by: Actor, at: datetime
) -> Case:
    topic, place, text = application.topic, application.place, application.text.strip()
    reporter, external = application.reporter, application.external
    of_kind = unit_queries.kind(application.kind_or_usual)
    answers = _answers(application)
    _check(of_kind, reporter, application.formal or FormalDetails())
    check_register(of_kind, external, application.form_token)
    # A person looked at what the municipality itself opens: no alarm is heard there
    words = "" if application.channel == Channel.INTERNAL else text
    standard = unit_queries.standard_for(of_kind, topic, words)
    received = received_at(external, at)
    promised = due_at(received, standard, unit_queries.working_calendar())
    due = first_due(promised, of_kind, external)
    citizen = None if reporter.is_anonymous else _remember(reporter, topic, by, at)
    wish = _wish(of_kind, external, application.contact_wish if citizen else Channel.NONE)
    route = unit_queries.find_route(topic=topic, place=place)
    facts: dict[str, object] = {
        "kind": of_kind,
        "topic": topic,
        "confidential": topic.confidential,
        "district": place.district,
        "neighborhood": place.neighborhood,
        "address": place.address.strip(),
        "place_layer": place.layer,
        "lat": place.point.lat if place.point else None,
        "lon": place.point.lon if place.point else None,
        "text": text,
        "channel": application.channel,
        "reporter": citizen,
        "reporter_role": application.reporter_role,
        "contact_wish": wish,
        "contact": _contact(citizen, reporter, wish),
        "state": State.FORWARDED if route.unit else State.AT_CENTER,
        "unit": route.unit,
        "opened_at": at,
        "promised_at": promised,
        "due_at": due.at,
        "due_set_by": due.set_by,
        "form_digest": application.form_digest,
    }
    if topic.confidential:
        disclosure.put_away(facts, reporter.full_name)
    case = _create(facts, application.form_token)
    receipt = receipts.of_application(case)
    if topic.confidential:
        disclosure.shut(case)
    keep_formalities(case, of_kind, application.formal, external)
    _keep(case, answers)
    start_clock(
        case,
        Clock.Purpose.ANSWER,
        standard,
        received_at=received,
        reason=of_kind.law or topic.promise or of_kind.name,
        by=by,
    )
    _link(case, interaction, citizen, by, at)
    tell(
        case,
        CaseOpened(
            kind=of_kind.slug,
            topic=topic.slug,
            channel=application.channel.value,
            receipt=receipt,
            proposals_seen=application.proposals_seen,
        ),
        by=by,
        at=at,
    )
    _send_on(case, route, by, at)
    raise_alarms(case, text, at=at)
    return case


def _answers(application: Application) -> tuple[GivenAnswer, ...]:
    """Return the answers to the topic's questions; a channel that asks none lacks them all."""
    asked = questions.from_data(application.topic.questions)
    answers = application.answers
    complete = answers is not None and application.answers_complete
    return questions.read(asked, answers or {}, complete=complete)


def _keep(case: Case, answers: tuple[GivenAnswer, ...]) -> None:
    rows = [
        TopicAnswer(
            case=case,
            key=each.question.key,
            question=each.question.question,
            kind=each.question.kind,
            answer=each.answer,
            internal=each.question.internal,
        )
        for each in answers
    ]
    TopicAnswer.objects.bulk_create(rows)


def _check(kind: CaseKind, reporter: Reporter, formal: FormalDetails) -> None:
    has = {
        Need.FULL_NAME: bool(reporter.full_name.strip()),
        Need.ADDRESS: bool(formal.address.strip()),
        Need.SIGNATURE: bool(formal.signature),
        Need.IDENTITY_NUMBER: bool(formal.identity_number),
        Need.SIGNATURE_OR_IDENTITY: bool(formal.signature or formal.identity_number),
    }
    missing = frozenset(Need(need) for need in kind.needs if not has[Need(need)])
    if missing:
        raise NeedsMissing(missing)


def opened_by(form_token: UUID) -> Case:
    """Return the case that this form opened."""
    return Case.objects.get(form_token=form_token)


def _remember(reporter: Reporter, topic: Topic, by: Actor, at: datetime) -> Citizen:
    if topic.confidential:
        return citizen_actions.remember_apart(
            phone=reporter.phone, email=reporter.email, language=reporter.language, by=by, at=at
        )
    return citizen_actions.recognize(
        phone=reporter.phone,
        email=reporter.email,
        full_name=reporter.full_name,
        language=reporter.language,
        known=reporter.citizen,
        by=by,
        at=at,
    )


def _wish(kind: CaseKind, external: ExternalReference | None, wish: Channel) -> Channel:
    """Return how the answer goes: where the body by which they came tells it, back to that one."""
    desk = unit_queries.partner_of(kind) if external else None
    return Channel.EXTERNAL_AGENCY if desk and desk.relays_answers else wish


def _contact(citizen: Citizen | None, reporter: Reporter, wish: Channel) -> Identity | None:
    if not citizen or wish in {Channel.NONE, Channel.EXTERNAL_AGENCY}:
        return None
    by_email = wish == Channel.EMAIL
    kind = Channel.EMAIL if by_email else Channel.PHONE
    value = reporter.email.lower() if by_email else reporter.phone
    if not value:
        raise ContactMissing
    return next(
        each for each in citizen.identities.all() if (each.kind, each.value) == (kind, value)
    )


def _create(facts: dict[str, object], form_token: UUID | None) -> Case:
    """Save the case. A duplicate of its form that is being saved is waited for by the unique index.

    A code that somebody else draws between the look and the saving is refused by an index as well:
    one of ninety million, within the same milliseconds.
    """
    try:
        return insert_row(
            Case(
                tracking_code=_free_code(),
                link_key=secrets.token_urlsafe(12),
                form_token=form_token,
                **facts,
            )
        )
    except IntegrityError as error:
        if "form_token" in str(error):
            raise AlreadyOpened from error
        raise


_TAKEN = Prepared(
    lambda *codes: Case.objects.filter(tracking_code__in=codes).only("tracking_code"),
    *[str] * _DRAWN,
)


def _free_code() -> str:
    drawn = [codes.new_code() for _ in range(_DRAWN)]
    taken = {case.tracking_code for case in _TAKEN(*drawn)}
    return next(iter(set(drawn) - taken))


def _link(
    case: Case,
    interaction: Interaction | None,
    citizen: Citizen | None,
    by: Actor,
    at: datetime,
) -> None:
    if not interaction:
        return
    if case.confidential and interaction.note and by.id:
        # What was written during the call is about it, and the contact is read by many
        kept = Note.objects.create(case=case, text=interaction.note, by_user_id=by.id, at=at)
        tell(case, CaseNoted(note=kept.pk), by=by, at=at)
        gathering.change(interaction, note="")
    # By its key: its row may be written only at the end of the batch
    case.interactions.add(interaction.pk)
    contact_actions.dispose(
        interaction=interaction,
        disposition=Disposition.CASE,
        citizen=citizen,
        # The list of a number's contacts is read by every agent
        topic=None if case.confidential else case.topic,
        by=by,
        at=at,
    )


def _send_on(case: Case, route: UnitRoute, by: Actor, at: datetime) -> None:
    """Write into the ledger where the case went, or why it waits at the center."""
    ledger = insert_row(
        Forwarding(
            case=case,
            to_unit=route.unit,
            reason=route.reason,
            explanation=list(route.explanation),
            rule_version=route.version,
            rule=route.rule,
            at=at,
        )
    )
    if route.unit:
        tell(case, CaseForwarded(forwarding=ledger.pk), by=SYSTEM, at=at)
    else:
        events.record(CaseUnrouted(forwarding=ledger.pk), subject=case, by=by, at=at)
