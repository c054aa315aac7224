"""The desk's steps on a case: for each verb a form and an action."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import TYPE_CHECKING, Any

from django import forms
from django.db import transaction
from django.utils.translation import gettext_lazy as _

from alo153.accounts.models import User
from alo153.calls import queries as telephone
from alo153.calls.models import Call
from alo153.cases import actions
from alo153.cases.models import Case, Relay, RelayAttempt
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling import call_backs
from alo153.cases.telling.calls_about import reference_of
from alo153.citizens import actions as citizen_actions
from alo153.citizens.channel import Channel
from alo153.contacts import actions as contact_actions
from alo153.contacts.models import Disposition
from alo153.core.actor import Actor
from alo153.web.center.casework import case_forms, duplicates, time_forms

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

Act = Callable[[Case, dict[str, Any], User, datetime], object]


@dataclass(frozen=True, kw_only=True)
class Step:
    """One thing a person at the center does about a case, if the policy allows the verb."""

    form: type[forms.Form]
    act: Act
    done: "StrPromise"


def call_of(relay: Relay | None) -> Call | None:
    """Return the last call made for a call-back that waits; one query if there is one."""
    if not relay or relay.channel != Channel.PHONE or relay.state != Relay.State.PENDING:
        return None
    return telephone.last_call_for(reference_of(relay))


def _forward(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.forward(case=case, to=facts["unit"], reason=facts["reason"], by=by, at=at)


def _approve(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.approve(case=case, plain_text=facts["plain_text"], by=by, at=at)
    actions.discard_draft(user=by, key=f"plain:{case.tracking_code}")


def _send_back(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.send_back(case=case, reason=facts["reason"], by=by, at=at)


@transaction.atomic
def _record_call(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    relay, actor = call_backs.of_case(case), Actor.staff(by.pk)
    result = RelayAttempt.Result(facts["result"])
    call = telephone.last_call_for(reference_of(relay))
    if call and not call.interaction.disposition:
        contact_actions.dispose(
            interaction=call.interaction,
            disposition=Disposition.CALLED_BACK,
            citizen=case.reporter,
            # The list of a number's contacts is read by every agent
            topic=None if case.confidential else case.topic,
            by=actor,
            at=at,
        )
    actions.record_attempt(
        relay=relay, result=result, detail=facts["detail"], by_user=by, by=actor, at=at
    )
    if result == RelayAttempt.Result.TOLD and facts["solved"]:
        _confirmation(case, facts, by, at)


def _confirmation(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.record_confirmation(
        case=case,
        solved=facts["solved"] == "yes",
        words=facts["words"],
        channel=Channel.PHONE,
        heard_by=by,
        by=Actor.staff(by.pk),
        at=at,
    )


def _take_objection(case: Case, _facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.take_objection(case=case, by=by, at=at)


@transaction.atomic
def _again(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    channel, contact = facts["way"]
    if isinstance(contact, case_forms.NewContact) and case.reporter:
        contact = citizen_actions.add_identity(
            citizen=case.reporter,
            kind=contact.kind,
            value=contact.value,
            by=Actor.staff(by.pk),
            at=at,
        )
    actions.relay_again(case=case, channel=channel, contact=contact, by=by, at=at)


def _give_up(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.close_unreached(case=case, reason=facts["reason"], by=by, at=at)


def _note(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.note(case=case, text=facts["text"], by=by, at=at)


def _file(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    file, what = facts["file"], facts["what"]
    if what == case_forms.FileForm.SIGNED:
        actions.keep_signed_paper(case=case, file=file, by=by, at=at)
        return
    from_citizen = what == case_forms.FileForm.FROM_CITIZEN
    actions.attach(case=case, file=file, from_citizen=from_citizen, by=Actor.staff(by.pk), at=at)


def _pause(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.pause(case=case, reason=facts["reason"], by=by, at=at)


def _resume(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.resume(case=case, reason=facts["reason"], by=by, at=at)


def _paid(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    actions.record_payment(case=case, reason=facts["reason"], by=by, at=at)


def _extend(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    delivery, reason = facts["delivery"], facts["reason"]
    actions.extend(case=case, reason=reason, delivery=delivery, by=by, at=at)


def _interim(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    delivery, reason = facts["delivery"], facts["reason"]
    actions.tell_interim(case=case, reason=reason, delivery=delivery, by=by, at=at)


def _costs(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    delivery, reason = facts["delivery"], facts["reason"]
    actions.tell_costs(case=case, reason=reason, delivery=delivery, by=by, at=at)


def _reply(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    channel, actor = Channel.PHONE, Actor.staff(by.pk)
    actions.reply(case=case, text=facts["text"], channel=channel, by=actor, at=at)


def _pass_on(case: Case, facts: dict[str, Any], by: User, at: datetime) -> None:
    words, reason = facts["plain_text"], facts["reason"]
    actions.pass_on(case=case, to=facts["unit"], reason=reason, plain_text=words, by=by, at=at)


STEPS: Mapping[Verb, Step] = {
    Verb.FORWARD: Step(
        form=case_forms.ForwardForm,
        act=_forward,
        done=_("The application is sent to the unit."),
    ),
    Verb.APPROVE: Step(
        form=case_forms.ApproveForm,
        act=_approve,
        done=_("The answer is approved; it is being passed on."),
    ),
    Verb.SEND_BACK: Step(
        form=case_forms.SendBackForm,
        act=_send_back,
        done=_("The unit is asked for a better answer."),
    ),
    Verb.CALL: Step(
        form=case_forms.AttemptForm,
        act=_record_call,
        done=_("The result of the call is kept."),
    ),
    Verb.RELAY_AGAIN: Step(
        form=case_forms.AgainForm,
        act=_again,
        done=_("The answer goes out in another way."),
    ),
    Verb.GIVE_UP: Step(
        form=case_forms.GiveUpForm,
        act=_give_up,
        done=_("The application is closed without the citizen having been told."),
    ),
    Verb.RECORD_CONFIRMATION: Step(
        form=case_forms.ConfirmationForm,
        act=_confirmation,
        done=_("What the citizen says is kept."),
    ),
    Verb.TAKE_OBJECTION: Step(
        form=forms.Form,
        act=_take_objection,
        done=_("The objection is yours to decide."),
    ),
    Verb.JOIN: Step(
        form=duplicates.JoinForm,
        act=duplicates.join,
        done=_("The two go together now: one answer reaches both."),
    ),
    Verb.SPLIT_OFF: Step(
        form=duplicates.SplitOffForm,
        act=duplicates.split_off,
        done=_("The application goes on by itself."),
    ),
    Verb.NOTE: Step(
        form=case_forms.NoteForm,
        act=_note,
        done=_("The note is kept."),
    ),
    Verb.ATTACH: Step(
        form=case_forms.FileForm,
        act=_file,
        done=_("The file is kept with the application."),
    ),
    Verb.PAUSE: Step(
        form=time_forms.PauseForm,
        act=_pause,
        done=_("The time stands."),
    ),
    Verb.RESUME: Step(
        form=time_forms.ResumeForm,
        act=_resume,
        done=_("The time goes on."),
    ),
    Verb.EXTEND: Step(
        form=time_forms.ExtendForm,
        act=_extend,
        done=_("The time is extended, and the citizen given notice."),
    ),
    Verb.TELL_INTERIM: Step(
        form=time_forms.InterimForm,
        act=_interim,
        done=_("The interim answer is on its way; the time for the result runs."),
    ),
    Verb.TELL_COSTS: Step(
        form=time_forms.CostsForm,
        act=_costs,
        done=_("The citizen was told the costs; the time stands until they pay."),
    ),
    Verb.RECORD_PAYMENT: Step(
        form=time_forms.PaidForm,
        act=_paid,
        done=_("The payment is kept; the time goes on."),
    ),
    Verb.REPLY: Step(
        form=case_forms.ReplyForm,
        act=_reply,
        done=_("The answer is kept; the unit goes on."),
    ),
    Verb.PASS_ON: Step(
        form=time_forms.PassOnForm,
        act=_pass_on,
        done=_("The application is passed on, and the citizen is being told."),
    ),
}


# Steps about the time in the order of the page, with their words and pictures
TIME_STEPS: "Mapping[Verb, tuple[StrPromise, str]]" = {
    Verb.REPLY: (_("Write down the citizen's answer to the question"), "message"),
    Verb.EXTEND: (_("Extend the time and tell the citizen"), "clock"),
    Verb.TELL_INTERIM: (_("Interim answer: tell the citizen how it stands"), "send"),
    Verb.TELL_COSTS: (_("Tell the citizen the costs"), "edit"),
    Verb.RECORD_PAYMENT: (_("The citizen paid: go on"), "check"),
    Verb.PAUSE: (_("Let the time stand"), "pause"),
    Verb.RESUME: (_("Let the time go on"), "refresh"),
    Verb.PASS_ON: (_("Not ours: pass on to the right body and tell the citizen"), "external"),
}


def form_of(verb: Verb, case: Case, *args: Any, **kwargs: Any) -> forms.Form:
    """Return the form of a verb; a form that tells the citizen something knows the case."""
    form: Callable[..., forms.Form] = STEPS[verb].form
    if form in {case_forms.AgainForm, case_forms.FileForm, *time_forms.OF_A_CASE}:
        return form(*args, case=case, **kwargs)
    return form(*args, **kwargs)
