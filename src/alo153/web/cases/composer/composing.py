"""The steps of an answer: the outcome first, then only what it needs. Drafts are kept."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from http import HTTPStatus
from typing import Any, BinaryIO

from django.core.exceptions import BadRequest
from django.http import Http404, QueryDict
from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.life.closings import BARRED_WORDS
from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.cases.rules.lifecycle import STATE_LABELS, NotPossible, State
from alo153.cases.rules.outcomes import OUTCOME_LABELS, Incomplete, Need, Outcome
from alo153.cases.rules.subtasks import SubTasksOpen
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling.open_verbs import OpenVerbs
from alo153.core import clock
from alo153.core.actor import Actor
from alo153.core.files import uploads
from alo153.web.cases.composer.forms import AnswerForm

# More than any form takes: what is too long is kept, and refused when it is sent
_DRAFT_LENGTH = 20_000
# A file lies with the case, not in the draft
_KEPT = [need.value for need in Need if need is not Need.PHOTO]


@dataclass(frozen=True)
class Composed:
    """The progress of an answer: without a form its outcome must be chosen first."""

    form: AnswerForm | None = None
    status: int = HTTPStatus.OK
    sent: bool = False
    # Somebody is about to choose the outcome
    choosing: bool = False

    @property
    def outcomes(self) -> list[tuple[str, str]]:
        """Return the outcomes to choose from, with their labels."""
        return [(outcome.value, str(OUTCOME_LABELS[outcome])) for outcome in Outcome]

    @property
    def outcome_label(self) -> str:
        """Return the words for the chosen outcome."""
        return str(OUTCOME_LABELS[self.form.outcome]) if self.form else ""


def begin(writer: User, case: Case, asked: str | None) -> Composed:
    """Return the form of an outcome with what was typed before, since the case is open.

    Args:
        asked: an outcome; empty to choose again, None for the one of the draft.
    """
    kept = _kept(writer, case)
    outcome = _outcome(kept.get("outcome", "") if asked is None else asked)
    if not outcome:
        return Composed(choosing=asked is not None)
    return Composed(_form(case, outcome, initial=kept))


def _kept(writer: User, case: Case) -> dict[str, str]:
    key, since = draft_key(case.tracking_code), queries.reopened_after(case)
    return queries.draft(writer, key, since=since)


def _form(case: Case, outcome: Outcome, typed: QueryDict | None = None, **more: Any) -> AnswerForm:
    evidence = queries.evidence_for(case, outcome)
    photos = queries.photos_of_staff(case)
    return AnswerForm(outcome, typed, evidence=evidence, photos=photos, **more)


def send(writer: User, case: Case, typed: QueryDict, files: Mapping[str, Any]) -> Composed:
    """Write the answer, or return the form with what is wrong next to each field.

    A photo is kept first: it would be lost if another field is wrong.

    Raises:
        NotTheirs: somebody else must answer this case.
    """
    outcome = _outcome(typed.get("outcome", ""))
    if not outcome:
        return Composed(status=HTTPStatus.UNPROCESSABLE_ENTITY)
    photo = files.get(Need.PHOTO)
    trouble = _keep_photo(writer, case, photo) if photo else ""
    form = _form(case, outcome, typed)
    if trouble:
        form.errors[Need.PHOTO] = form.error_class([trouble])
    if not form.is_valid():
        return Composed(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    return _write(writer, case, form)


def _keep_photo(writer: User, case: Case, photo: BinaryIO) -> str:
    """Keep a photo with a case that this person may answer now; returns what is wrong with it."""
    if not queries.may_answer(writer, case):
        raise actions.NotTheirs
    if Verb.ANSWER not in OpenVerbs(writer, case, at=clock.now()):
        return ""
    try:
        checked = uploads.check(photo)
    except uploads.FileError as error:
        return str(uploads.MESSAGES[error.problem])
    if not checked.content_type.startswith("image/"):
        return _("This is not a photo. Choose a photo, or leave it empty.")
    by = Actor.staff(writer.pk)
    try:
        actions.attach(
            case=case, file=checked, from_citizen=False, is_evidence=True, by=by, at=clock.now()
        )
    except uploads.FileError as error:
        return str(uploads.MESSAGES[error.problem])
    return ""


def _write(writer: User, case: Case, form: AnswerForm) -> Composed:
    try:
        actions.answer(case=case, finding=form.finding(), by=writer, at=clock.now())
    except Incomplete as lacking:
        form.show_missing(lacking.missing)
        return Composed(form, HTTPStatus.UNPROCESSABLE_ENTITY)
    except actions.NotYourObjection as barred:
        form.add_error(None, str(BARRED_WORDS[barred.why]))
        return Composed(form, HTTPStatus.CONFLICT)
    except NotPossible as refused:
        form.add_error(None, moved_on(refused))
        return Composed(form, HTTPStatus.CONFLICT)
    actions.discard_draft(user=writer, key=draft_key(case.tracking_code))
    return Composed(form, sent=True)


def keep(writer: User, code: str, typed: Mapping[str, str], at: datetime) -> None:
    """Keep what is typed of an answer.

    Raises:
        BadRequest: nobody types as much.
        Http404: there is no such case, or this person may not see it: the same answer.
    """
    digits = _digits(code)
    case = queries.visible_to(writer).filter(tracking_code=digits).first()
    if case is None:
        raise Http404
    names = [name for name in ("outcome", *_KEPT) if name in typed]
    if any(len(typed[name]) > _DRAFT_LENGTH for name in names):
        raise BadRequest
    fields = _kept(writer, case)
    fields |= {name: typed[name] for name in names}
    actions.save_draft(user=writer, key=draft_key(digits), fields=fields, at=at)


def moved_on(refused: NotPossible) -> str:
    """Say that somebody else was faster, and that nothing typed is lost."""
    if isinstance(refused, SubTasksOpen):
        return _(
            "Another unit still works on a sub-task of this application. Wait for it, or withdraw "
            "the sub-task with a reason. What you typed is still here."
        )
    words = _("Meanwhile this application went on (now: %(state)s). What you typed is still here.")
    return words % {"state": STATE_LABELS[State(refused.state)]}


def draft_key(tracking_code: str) -> str:
    """Return the name of the draft of an answer."""
    return f"answer:{tracking_code}"


def _digits(code: str) -> str:
    try:
        return codes.normalize(code)
    except codes.CodeError as error:
        raise Http404 from error


def _outcome(text: str) -> Outcome | None:
    return Outcome(text) if text in set(Outcome) else None
