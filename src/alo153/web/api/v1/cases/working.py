"""The deeds of a unit's own system on an application of the unit: note, accept, return, answer."""

from collections.abc import Callable
from datetime import datetime

from django.http import HttpResponse
from django.utils.translation import gettext_noop
from pydantic import Field

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.models import Case
from alo153.cases.rules import codes
from alo153.cases.rules.outcomes import MISSING, Finding, Incomplete, Outcome
from alo153.integrations.scopes import KeyScope
from alo153.web.api.v1.answers import writes
from alo153.web.api.v1.by_key import ByKey, KeyedRequest
from alo153.web.api.v1.cases.routes import router
from alo153.web.api.v1.cases.shapes import CaseSummary, summary
from alo153.web.api.v1.fields import Body, Day, Instant, Line, Text
from alo153.web.api.v1.once import Key, once
from alo153.web.site.problems import Code, FieldError, Problem


class Acceptance(Body):
    """The unit takes it as its own; nothing more is said."""


class ReturnIn(Body):
    """It is not the unit's."""

    reason: Text


class NoteIn(Body):
    """A word for colleagues, which the citizen does not see."""

    text: Text


class AnswerIn(Body):
    """The result of the work. Which fields an outcome needs: /api/v1/docs/#answers."""

    outcome: Outcome
    text: Text
    legal_basis: Line = Field(default="", description="Needed to refuse")
    planned_date: Day | None = Field(default=None, description="Needed for a plan; ahead")
    responsible_body: Line = Field(
        default="", description="Needed where another body is responsible"
    )
    duplicate_of: Line = Field(
        default="", description="Code of the other application of a duplicate"
    )
    visited_at: Instant | None = None
    document_number: Line = ""


type Do = Callable[[Case, User, datetime], object]


def _act(
    request: KeyedRequest, scope: KeyScope, name: str, code: str, body: Body, do: Do
) -> HttpResponse:
    """Do something to a case that the key may see, once. A case is read before, which is a look."""

    def act(at: datetime) -> CaseSummary:
        by = request.auth.account_for(scope)
        case = queries.access_case(by, code, what="api", at=at)
        do(case, by, at)
        return summary(case)

    return once(request, name, body, act)


@router.post(
    "/cases/{code}/notes",
    response=writes(CaseSummary),
    summary=gettext_noop("Write a note"),
    auth=ByKey(KeyScope.ADD_NOTES),
)
def note(request: KeyedRequest, code: str, idempotency_key: Key, body: NoteIn) -> HttpResponse:
    """Leave a word for colleagues."""
    return _act(
        request,
        KeyScope.ADD_NOTES,
        idempotency_key,
        code,
        body,
        lambda case, by, at: actions.note(case=case, text=body.text, by=by, at=at),
    )


@router.post(
    "/cases/{code}/acceptance",
    response=writes(CaseSummary),
    summary=gettext_noop("Accept it"),
    auth=ByKey(KeyScope.ANSWER_CASES),
)
def accept(
    request: KeyedRequest, code: str, idempotency_key: Key, body: Acceptance
) -> HttpResponse:
    """Take an application as the unit's own."""
    return _act(
        request,
        KeyScope.ANSWER_CASES,
        idempotency_key,
        code,
        body,
        lambda case, by, at: actions.accept(case=case, by=by, at=at),
    )


@router.post(
    "/cases/{code}/returns",
    response=writes(CaseSummary),
    summary=gettext_noop("Return it"),
    auth=ByKey(KeyScope.ANSWER_CASES),
)
def give_back(
    request: KeyedRequest, code: str, idempotency_key: Key, body: ReturnIn
) -> HttpResponse:
    """Give an application back to the center, because it is not the unit's."""
    return _act(
        request,
        KeyScope.ANSWER_CASES,
        idempotency_key,
        code,
        body,
        lambda case, by, at: actions.return_not_ours(case=case, reason=body.reason, by=by, at=at),
    )


@router.post(
    "/cases/{code}/answers",
    response=writes(CaseSummary),
    summary=gettext_noop("Answer it"),
    auth=ByKey(KeyScope.ANSWER_CASES),
)
def answer(request: KeyedRequest, code: str, idempotency_key: Key, body: AnswerIn) -> HttpResponse:
    """Write what was found and done; the center checks it before the citizen is told."""
    return _act(
        request,
        KeyScope.ANSWER_CASES,
        idempotency_key,
        code,
        body,
        lambda case, by, at: actions.answer(case=case, finding=_finding(body, case), by=by, at=at),
    )


def _finding(body: AnswerIn, case: Case) -> Finding:
    return Finding(
        **body.model_dump(exclude={"duplicate_of"}),
        duplicate_of=_code(body.duplicate_of),
        photos=queries.photos_of_staff(case),
    )


def _code(typed: str) -> str:
    """Return a code as it is kept; what is none names no case."""
    try:
        return codes.normalize(typed) if typed else ""
    except codes.CodeError:
        return typed


def incomplete(error: Incomplete) -> Problem:
    """Say which fields of an answer are missing."""
    return Problem(
        Code.INVALID,
        errors=[
            FieldError(field=f"/{need.value}", message=str(MISSING[need]))
            for need in sorted(error.missing)
        ],
    )
