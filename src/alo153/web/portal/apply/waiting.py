"""Applications that wait in a telephone: the page that opens without a line, and what takes them.

A telephone keeps what was typed until this page has taken it, and sends it again whenever it heard
no answer. What holds is as on the pages: their forms, their throttle, one case.
"""

from collections.abc import Iterable, Iterator
from http import HTTPStatus
from typing import Final
from uuid import UUID

from django.db import transaction
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.middleware.csrf import get_token
from django.shortcuts import render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.gzip import gzip_page
from django.views.decorators.http import require_GET, require_http_methods

from alo153.cases import actions
from alo153.cases.models import Case
from alo153.cases.queries import sent_on_web
from alo153.cases.rules import codes
from alo153.city import queries
from alo153.core import clock
from alo153.core.actor import CITIZEN
from alo153.core.files import uploads
from alo153.core.files.uploads import CheckedFile, FileError, FileProblem
from alo153.intake.actions import take_in
from alo153.web.kit.proof.admission import Admission, admit
from alo153.web.kit.proof.proof import source_of
from alo153.web.portal.apply import application as drafts
from alo153.web.portal.apply.answers import Answers, digest, read
from alo153.web.portal.apply.application import MAX_PHOTOS
from alo153.web.portal.apply.sending import application, locked_session, sent_case, settle
from alo153.web.portal.forms import AnswerForm, PhotoForm, PlaceForm, TextForm, TopicForm
from alo153.web.site import problems
from alo153.web.templatetags.web import lead_in

MOST_WAITING: Final = 5
"""In one telephone; its script keeps the number (`islands/waiting/application.ts`)."""
_AGAIN: Final = gettext_lazy("Please open the page again and send it once more.")
_OTHER_WORDS: Final = gettext_lazy("We have an application of this form already, in other words.")
_FOR_A_WHILE: Final = {FileProblem.BUSY, FileProblem.FULL}
_CARRIED: Final = ("draft", "staged", "neighborhood", "place_layer", "reporter_role")
_OF_PLACE: Final = ("district", "address", "lat")


@require_GET
@gzip_page
@never_cache
def page(request: HttpRequest) -> HttpResponse:
    """Show all questions on one page, which a telephone keeps: it holds nothing about its reader.

    Nor anything secret that its length could tell (BREACH), so it goes small over the line.
    """
    return drawn(request)


def drawn(request: HttpRequest) -> HttpResponse:
    """Return the page as it is before it is made small; two of one content are equal."""
    context = {
        "photo": PhotoForm(),
        "text": TextForm(),
        "place": PlaceForm(),
        "topic": TopicForm(),
        "answer": AnswerForm(),
        "all_topics": queries.topics_by_group(),
        "chosen": "",
        "carried": _CARRIED,
        "most_photos": MAX_PHOTOS,
        "most_waiting": MOST_WAITING,
        # What is sent asks for its token when it is sent
        "csrf_token": "",
    }
    return render(request, "portal/apply/offline/page.html", context)


@never_cache
@require_http_methods(["GET", "POST"])
def waiting(request: HttpRequest) -> JsonResponse:
    """Give the token that goes with an application, or take one: again and again the same one.

    The header `Idempotency-Key` is a UUID that the telephone drew; a client with it and the very
    same words is told the code. `draft` names the application that was begun on the pages.
    The telephone's clock is not asked: an application is of the moment in which it arrives.
    """
    if request.method == "GET":
        return JsonResponse({"token": get_token(request)})
    key = _key(request)
    return _take(request, key) if key else _refused([_AGAIN])


def _take(request: HttpRequest, key: UUID) -> JsonResponse:
    said = digest(lambda _page: request.POST, request.FILES.getlist("photo"))
    if taken := sent_on_web(key):
        return _again(taken, said)
    answers = read(lambda _page: request.POST, asks=False)
    if wrong := [*_wrong(request, answers)]:
        return _refused(wrong)
    admission = admit(request, "apply")
    if admission is not Admission.IN:
        return _later(admission)
    try:
        return _open(request, answers, key, said)
    except FileError as error:
        return _no_file(error)
    except actions.AlreadyOpened:  # the same was taken meanwhile
        same = sent_on_web(key)
        return _again(same, said) if same else _refused([_AGAIN])


def _again(taken: Case, said: str) -> JsonResponse:
    """Tell the code to the very same words; nobody shall think that different words arrived."""
    if taken.form_digest in {said, ""}:
        return _told(taken, HTTPStatus.OK)
    words = str(_OTHER_WORDS)
    told = {"title": words, "status": HTTPStatus.CONFLICT, "errors": [words]}
    return JsonResponse(told, status=HTTPStatus.CONFLICT, content_type=problems.MEDIA_TYPE)


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.headers.get("Idempotency-Key", ""))
    except ValueError:
        return None


def _wrong(request: HttpRequest, answers: Answers) -> Iterator[str]:
    """Say what is not right, field by field; a place may be left out."""
    for page, form in answers.wrong.items():
        if page == "place" and not any(request.POST.get(name) for name in _OF_PLACE):
            continue
        for name, errors in form.errors.items():
            yield f"{lead_in(form[name].label)} {' '.join(map(str, errors))}"
    if len(request.FILES.getlist("photo")) > MAX_PHOTOS:
        yield _("At most %(count)s photos can be sent.") % {"count": MAX_PHOTOS}


def _open(request: HttpRequest, answers: Answers, key: UUID, said: str) -> JsonResponse:
    """Check the photos and open the case, unless the pages did. Raises FileError, AlreadyOpened."""
    assert answers.topic  # noqa: S101 - nothing is wrong in the answers
    came, source = request.FILES.getlist("photo"), source_of(request)
    files: list[CheckedFile] = [uploads.check(one, source=source) for one in came]  # type: ignore[arg-type]
    now = clock.now()
    with transaction.atomic():
        session = locked_session(request)
        sent = sent_case(session)
        if sent and sent[0].form_digest == said:  # the line broke before the page with its code
            return _told(sent[0], HTTPStatus.OK)
        case = take_in(application(answers, answers.topic, said, key), by=CITIZEN, at=now)
        for file in files:
            actions.attach(case=case, file=file, from_citizen=True, by=CITIZEN, at=now)
        kept = drafts.Application(request)
        if drafts.is_under_way(session) and _goes_on(request, kept, answers):
            settle(request, kept, case, answers, most_photos=MAX_PHOTOS - len(files), at=now)
    return _told(case, HTTPStatus.CREATED)


def _goes_on(request: HttpRequest, kept: drafts.Application, answers: Answers) -> bool:
    """Say whether this was begun on the pages: these need not ask for it any more."""
    begun = kept.answers("text").get("text", "").strip()
    return request.POST.get("draft") == kept.key or begun == answers.text.strip()


def _told(case: Case, status: HTTPStatus) -> JsonResponse:
    facts = {
        "code": codes.display(case.tracking_code),
        "link": reverse("portal:link", args=[case.link_key]),
    }
    return JsonResponse(facts, status=status)


def _refused(
    words: Iterable[object], status: int = HTTPStatus.UNPROCESSABLE_ENTITY
) -> JsonResponse:
    return JsonResponse({"errors": [str(each) for each in words]}, status=status)


def _no_file(error: FileError) -> JsonResponse:
    words = [uploads.MESSAGES[error.problem]]
    return (
        _refused(words, HTTPStatus.SERVICE_UNAVAILABLE)
        if error.problem in _FOR_A_WHILE
        else _refused(words)
    )


def _later(admission: Admission) -> JsonResponse:
    """Ask for a proof of work, which the telephone does by itself, or for patience."""
    words = _("Too many applications in a short time. Yours waits here and is sent later.")
    told = {"errors": [words], "prove": admission is Admission.PROVE}
    return JsonResponse(told, status=HTTPStatus.TOO_MANY_REQUESTS)
