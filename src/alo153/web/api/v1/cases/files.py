"""Files of an application: those its citizen sees are read, and one that a system has is added.

Photos were drawn anew when they came: where and by what they were taken is not in them any more.
"""

import io
from datetime import datetime
from hashlib import sha256
from typing import Annotated, Any, Final

from django.http import FileResponse, HttpResponse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_noop
from ninja import Path, Schema
from pydantic import Field

from alo153.cases import queries
from alo153.cases.actions import PersonErased
from alo153.cases.models import Attachment
from alo153.cases.policy.erased import ERASED_WORDS
from alo153.cases.search import listing
from alo153.cases.telling import shown_files
from alo153.core import clock
from alo153.core.files import uploads
from alo153.core.files.uploads import FileError, FileProblem
from alo153.intake.actions import MOST_FILES, TooManyFiles, take_file
from alo153.integrations.scopes import KeyScope
from alo153.web.api.v1.answers import hands_out, reads, takes_files
from alo153.web.api.v1.by_key import ByKey, KeyedRequest
from alo153.web.api.v1.cases.routes import router
from alo153.web.api.v1.once import Key, once
from alo153.web.site.problems import Code, FieldError, Problem

_KEPT: Final = ("image/jpeg", "application/pdf")
_SENT: Final = ("application/octet-stream", *sorted(uploads.IMAGE_TYPES | uploads.OTHER_TYPES))
_CODES: Final = {
    FileProblem.TOO_LARGE: Code.TOO_LARGE,
    FileProblem.BUSY: Code.BUSY,
    FileProblem.FULL: Code.DISK_FULL,
}
_BINARY: Final = {"schema": {"type": "string", "format": "binary"}}
_BODY: Final[dict[str, Any]] = {
    "requestBody": {"required": True, "content": {each: _BINARY for each in _SENT}}
}
Number = Annotated[int, Path(ge=1, le=2**63 - 1)]


class FileOut(Schema):
    """A file of an application."""

    id: int
    content_type: str = Field(description="image/jpeg or application/pdf")
    size: int = Field(description="Bytes")
    sha256: str
    from_citizen: bool = Field(description="Else a photo of the work")
    needs_care: bool = Field(description="Nobody could look into this document: open it with care")
    added_at: datetime


class Sent(Schema):
    """The marks that tell a file from another one of the same name."""

    sha256: str


@router.get(
    "/cases/{code}/files",
    response=reads(list[FileOut]),
    summary=gettext_noop("List its files"),
    auth=ByKey(KeyScope.READ_FILES),
)
def files(request: KeyedRequest, code: str) -> list[FileOut]:
    """List the files that its citizen sees: their own, and photos of approved work."""
    return [_out(each) for each in _files(request, code)]


@router.get(
    "/cases/{code}/files/{number}",
    response=reads(None),
    summary=gettext_noop("Read a file"),
    auth=ByKey(KeyScope.READ_FILES),
    openapi_extra=hands_out(*_KEPT),
)
def file(request: KeyedRequest, code: str, number: Number) -> FileResponse:
    """Return a file as its citizen sees it."""
    found = next((each for each in _files(request, code) if each.pk == number), None)
    if found is None:
        raise Problem(Code.NOT_FOUND)
    try:
        content = found.content()
    except OSError as error:
        raise Problem(Code.NOT_FOUND, _("This file is gone.")) from error
    ending = "jpg" if found.content_type == "image/jpeg" else "pdf"
    return FileResponse(
        content,
        as_attachment=True,
        filename=f"{found.pk}.{ending}",
        content_type=found.content_type,
        headers={"Cache-Control": "no-store", "X-Content-Type-Options": "nosniff"},
    )


@router.post(
    "/cases/{code}/files",
    response=takes_files(FileOut),
    summary=gettext_noop("Add a file"),
    auth=ByKey(KeyScope.OPEN_CASES),
    openapi_extra=_BODY,
)
def add_file(request: KeyedRequest, code: str, idempotency_key: Key) -> HttpResponse:
    """Keep a photo or document of the citizen with an application that this system opened.

    The body is the file itself. What it is, its content says.
    """
    content = _content(request)

    def do(at: datetime) -> FileOut:
        account = request.auth.account_for(KeyScope.OPEN_CASES)
        case = listing.opened_by(account, code)
        try:
            checked = uploads.check(io.BytesIO(content))
            return _out(take_file(case=case, file=checked, by=account, at=at))
        except FileError as error:
            raise _refused(error) from error
        except PersonErased as error:
            raise Problem(Code.CONFLICT, str(ERASED_WORDS)) from error
        except TooManyFiles as error:
            words = _("An application has at most %(most)s files.") % {"most": MOST_FILES}
            raise Problem(Code.CONFLICT, words) from error

    return once(request, idempotency_key, Sent(sha256=sha256(content).hexdigest()), do)


def _files(request: KeyedRequest, code: str) -> list[Attachment]:
    case = queries.access_case(request.auth.account, code, what="api", at=clock.now())
    return shown_files.public_files(case)


def _content(request: KeyedRequest) -> bytes:
    if request.content_type not in _SENT:
        words = _("Send the file itself as the body: a photo (JPEG, PNG, WebP) or a PDF.")
        raise Problem(Code.MEDIA_TYPE, words)
    content = request.read(uploads.MAX_BYTES + 1)
    if len(content) > uploads.MAX_BYTES:
        raise _refused(FileError(FileProblem.TOO_LARGE))
    return content


def _refused(error: FileError) -> Problem:
    words = str(uploads.MESSAGES[error.problem])
    if code := _CODES.get(error.problem):
        return Problem(code, words)
    # The whole body (RFC 6901)
    return Problem(Code.INVALID, errors=[FieldError(field="", message=words)])


def _out(kept: Attachment) -> FileOut:
    return FileOut(
        id=kept.pk,
        content_type=kept.content_type,
        size=kept.size,
        sha256=kept.sha256,
        from_citizen=kept.from_citizen,
        needs_care=kept.needs_care,
        added_at=kept.at,
    )
