"""Begin to write to a citizen, from their page or from that of an application."""

from collections.abc import Callable, Sequence
from typing import Any
from uuid import UUID, uuid4, uuid5

from django import forms
from django.conf import settings
from django.db import transaction
from django.http import Http404, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.accounts.models import User
from alo153.cases import actions as cases
from alo153.cases import queries as case_queries
from alo153.cases.models import Case
from alo153.citizens import actions as citizens
from alo153.citizens import queries
from alo153.citizens.models import Citizen
from alo153.contacts.conversations import actions
from alo153.contacts.conversations.actions import AlreadyBegun, CannotBegin, CannotReply
from alo153.contacts.conversations.ways import Way, ways_to_begin
from alo153.contacts.models import Conversation
from alo153.contacts.permissions import ANSWER_MESSAGES
from alo153.core import clock
from alo153.web.cases.loading import case_or_404
from alo153.web.center.conversations import choosing, composing
from alo153.web.center.conversations.forms import ReplyForm
from alo153.web.center.conversations.refusals import why_not
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.key import KeyField
from alo153.web.kit.telephone import callbar
from alo153.web.kit.telephone.shortcuts import KEYS


class FirstForm(ReplyForm):
    """The first message to a citizen. Its length is judged by the verb, by its channel."""

    subject = forms.CharField(
        label=gettext_lazy("Subject of the e-mail"), required=False, max_length=200
    )
    # Names the form, so that a second press sends no second message
    key = KeyField(required=False, initial=uuid4, widget=forms.HiddenInput)
    field_order = ("by", "subject", "text")

    def __init__(self, *args: Any, ways: Sequence[Way], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.ways = {f"{way.channel}:{way.to}": way for way in ways}
        self.fields["by"] = forms.ChoiceField(
            label=_("Goes by"),
            choices=[(key, choosing.choice(way)) for key, way in self.ways.items()],
            widget=forms.RadioSelect,
            error_messages={
                "required": _("Choose by which way it goes."),
                "invalid_choice": _("Nobody is written to by this way now. Choose another one."),
            },
        )
        self.fields["text"].label = _("Your message")
        self.initial.setdefault("by", next(iter(self.ways), ""))

    @property
    def way(self) -> Way | None:
        """Return the way that is chosen, or would be."""
        return self.ways.get(self["by"].value() or "")

    def name(self) -> UUID:
        """Name the message that is sent: a changed text after going back is sent, too."""
        sent = (self.cleaned_data[each] for each in ("by", "subject", "text"))
        return uuid5(self.cleaned_data["key"], "\0".join(sent))


@requires(ANSWER_MESSAGES)
@require_http_methods(["GET", "POST"])
def write(request: StaffRequest, number: int) -> HttpResponse:
    """Show what is needed to write to a citizen; POST lets it leave, and be taken back."""
    citizen, case = _asked(request, number)
    form = _form(request, citizen, case)
    sent = request.method == "POST" and form.is_valid()
    if sent and (talk := _send(request, form, citizen, case)):
        return redirect("center:conversation", talk.pk)
    citizens.log_access(user=request.user, citizen=citizen, what="write", at=clock.now())
    context = {
        "citizen": citizen,
        "erased": queries.is_erased(citizen),
        "case": case,
        "about": f"?case={case.tracking_code}" if case else "",
        "form": form,
        "bar": callbar.of(request.user, clock.now()),
        "keys": KEYS,
        **_preview(form, citizen, case),
    }
    status = 422 if form.errors else 200
    return render(request, "center/conversations/beginning/page.html", context, status=status)


@requires(ANSWER_MESSAGES)
@require_POST
def preview(request: StaffRequest, number: int) -> HttpResponse:
    """Show the message as it would leave, and when."""
    citizen, case = _asked(request, number, look=_glance)
    shown = _preview(_form(request, citizen, case), citizen, case)
    return render(request, "center/conversations/composing/preview.html", shown)


def _look(asker: User, code: str) -> Case:
    return case_or_404(asker, code, what="write")


def _glance(asker: User, code: str) -> Case:
    """Return a case of which nothing is shown: the page wrote the look at it down."""
    return get_object_or_404(case_queries.visible_to(asker), tracking_code=code)


def _asked(
    request: StaffRequest, number: int, *, look: Callable[[User, str], Case] = _look
) -> tuple[Citizen, Case | None]:
    """Return whom it is for and, if one is named, about which application of theirs. Or 404."""
    try:
        citizen = queries.by_key(request.user, number)
    except Citizen.DoesNotExist:
        raise Http404 from None
    code = request.GET.get("case", "")
    case = look(request.user, code) if code else None
    if case and case.reporter_id != citizen.pk:
        raise Http404
    return citizen, case


def _form(request: StaffRequest, citizen: Citizen, case: Case | None) -> FirstForm:
    subject = f"{case.topic.name} · {case.tracking_code}" if case else ""
    typed = request.POST if request.method == "POST" else None
    return FirstForm(typed, ways=ways_to_begin(citizen), initial={"subject": subject})


def _begun(form: FirstForm, way: Way, citizen: Citizen, case: Case | None) -> Conversation:
    """Return the talk as it would begin, for its exact words; nothing is kept."""
    return Conversation(
        channel=way.channel,
        address=way.to,
        subject=form["subject"].value() or "",
        confidential=_is_confidential(citizen, case),
    )


def _is_confidential(citizen: Citizen, case: Case | None) -> bool:
    return citizen.apart or bool(case and case.confidential)


def _preview(form: FirstForm, citizen: Citizen, case: Case | None) -> dict[str, Any]:
    way = form.way
    if way is None:
        return {"leaves": {}}
    talk, text = _begun(form, way, citizen, case), form["text"].value() or ""
    return {"leaves": composing.as_it_leaves(talk, way, text)}


def _send(
    request: StaffRequest, form: FirstForm, citizen: Citizen, case: Case | None
) -> Conversation | None:
    """Begin the talk and write into it, both or neither; else the form says what is wrong."""
    way, at = form.ways[form.cleaned_data["by"]], clock.now()
    try:
        with transaction.atomic():
            talk = actions.begin(
                citizen=citizen,
                way=way,
                subject=form.cleaned_data["subject"],
                confidential=bool(case and case.confidential),
                key=form.name(),
                by=request.user,
                at=at,
            )
            if case:
                cases.link_conversation(case=case, conversation=talk, by=request.user, at=at)
            actions.reply(
                conversation=talk,
                text=form.cleaned_data["text"],
                by_channel=way.channel,
                wait_seconds=settings.SEND_DELAY_SECONDS,
                by=request.user,
                at=at,
            )
    except AlreadyBegun as before:
        return before.conversation
    except CannotBegin:
        form.add_error("by", _("Nobody is written to by this way now. Choose another one."))
    except CannotReply as refused:
        field = "by" if refused.why == CannotReply.OPTED_OUT else "text"
        words = why_not(refused, _begun(form, way, citizen, case), by=way.channel)
        form.add_error(field, words)
    else:
        return talk
    return None
