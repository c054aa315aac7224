"""A visitor signs what was filed for them, and shows a card if there is a reason for it."""

from collections.abc import Callable, Mapping
from typing import TYPE_CHECKING, Any, Final

from django import forms
from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_GET, require_POST

from alo153.accounts.models import User
from alo153.cases import actions
from alo153.cases.life import personal_files
from alo153.cases.models import Case, PersonalFile
from alo153.cases.permissions import OPEN_CASE
from alo153.citizens.permissions import READ_CONFIDENTIAL
from alo153.city import queries as city
from alo153.core import clock
from alo153.core.files import uploads
from alo153.core.files.uploads import MESSAGES, CheckedFile, FileError
from alo153.core.keyring import KeyringError
from alo153.web.cases.loading import case_or_404
from alo153.web.kit.access import StaffRequest, requires

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_PICTURES: Final = ",".join(sorted(uploads.IMAGE_TYPES))
_NOTHING: Final = gettext_lazy("Nothing was signed yet. Let the visitor sign, or choose the scan.")


class PersonalForm(forms.Form):
    """A picture that is checked by its content, and drawn anew."""

    file = forms.FileField(label="")

    def clean_file(self) -> CheckedFile:
        """See what the file is, and take out what a camera writes into it."""
        checked = _checked(self.cleaned_data["file"])
        if not checked.content_type.startswith("image/"):
            raise forms.ValidationError(gettext_lazy("Choose a photo (JPEG, PNG or WebP)."))
        return checked


class SignatureForm(PersonalForm):
    """The picture that the pen left, or the scan of the signed paper."""

    file = forms.FileField(
        label=gettext_lazy("Photo or scan of the signed paper"),
        widget=forms.FileInput({"accept": _PICTURES}),
        error_messages={"required": _NOTHING, "empty": _NOTHING},
    )
    way = forms.ChoiceField(
        choices=PersonalFile.Way.choices,
        widget=forms.HiddenInput,
        initial=PersonalFile.Way.PAPER,
    )


class IdentityForm(PersonalForm):
    """The photo of a card, and what it is asked for."""

    purpose = forms.ChoiceField(
        label=gettext_lazy("Why is the card needed?"),
        choices=PersonalFile.Purpose.choices,
        widget=forms.RadioSelect,
        error_messages={"required": gettext_lazy("Choose why the card is needed.")},
    )
    covered = forms.BooleanField(
        label=gettext_lazy("Religion and blood group are covered, or not on this card."),
        error_messages={
            "required": gettext_lazy(
                "Cover religion and blood group before the photo is taken, and confirm it here."
            )
        },
    )
    file = forms.FileField(
        label=gettext_lazy("Photo of the card"),
        widget=forms.FileInput({"accept": _PICTURES, "capture": "environment"}),
        error_messages={"required": gettext_lazy("Choose the photo of the card.")},
    )


def _checked(file: Any) -> CheckedFile:
    try:
        return uploads.check(file)
    except FileError as error:
        raise forms.ValidationError(MESSAGES[error.problem]) from error


@requires(OPEN_CASE)
@never_cache
@require_GET
def signing(request: StaffRequest, key: str, code: str) -> HttpResponse:
    """Show what was filed, for the visitor to read and sign, on the screen or on paper."""
    return _show(request, key, case_or_404(request.user, code, what="desk-signing"))


def _show(
    request: StaffRequest, key: str, case: Case, *, status: int = 200, **sent: forms.Form
) -> HttpResponse:
    context = {
        "case": case,
        "key": key,
        "kept": personal_files.of_case(case),
        "may_read_card": personal_files.may_read_card(request.user),
        "days": city.city().identity_scan_days,
        "signature": SignatureForm(),
        "identity": IdentityForm(),
        "today": clock.now(),
    }
    return render(request, "desk/registering/opened/signing.html", context | sent, status=status)


@requires(OPEN_CASE)
@require_POST
def keep(request: StaffRequest, key: str, code: str, what: str) -> HttpResponse:
    """Keep the signature or the card, or delete the card before its time."""
    do = _KEEPS.get(what)
    if do is None:
        raise Http404
    case = case_or_404(request.user, code, what="desk-signing")
    form = do(request, case)
    if form is not None:
        return _show(request, key, case, status=422, **{what: form})
    if request.POST.get("back") == "case":
        work = request.GET.get("work")
        query = f"?{urlencode({'work': work})}" if work else ""
        return redirect(reverse("center:case", args=[case.tracking_code]) + query)
    return redirect("desk:signing", key, case.tracking_code)


def _sign(request: StaffRequest, case: Case) -> forms.Form | None:
    form = SignatureForm(request.POST, request.FILES)
    if not form.is_valid():
        return form
    facts = form.cleaned_data
    return _kept(
        form,
        lambda by: actions.keep_signature(
            case=case,
            file=facts["file"],
            way=PersonalFile.Way(facts["way"]),
            by=by,
            at=clock.now(),
        ),
        request.user,
        over=gettext_lazy("The application is closed. It is signed no more."),
    )


def _scan(request: StaffRequest, case: Case) -> forms.Form | None:
    form = IdentityForm(request.POST, request.FILES)
    if not form.is_valid():
        return form
    facts = form.cleaned_data
    return _kept(
        form,
        lambda by: actions.keep_identity_scan(
            case=case,
            file=facts["file"],
            purpose=PersonalFile.Purpose(facts["purpose"]),
            by=by,
            at=clock.now(),
        ),
        request.user,
        over=gettext_lazy("The application is closed. A card is needed no more."),
    )


def _kept(
    form: forms.Form, do: Callable[[User], object], by: User, *, over: "StrPromise"
) -> forms.Form | None:
    """Keep what was sent, or return the form with the words why not; ``over``: it is closed."""
    try:
        do(by)
    except actions.SignedAlready:
        form.add_error(None, _("This application is signed already. The signature stays."))
    except actions.CaseOver:
        form.add_error(None, str(over))
    except actions.NotAtCounter:
        form.add_error(
            None,
            _("This application was not opened at a counter: no visitor can sign or show a card."),
        )
    except actions.NotTheirs as refused:
        form.add_error(None, str(refused.words))
    except FileError as error:
        form.add_error("file", str(MESSAGES[error.problem]))
    else:
        return None
    return form


def _delete(request: StaffRequest, case: Case) -> None:
    try:
        actions.delete_identity_scan(case=case, by=request.user, at=clock.now())
    except actions.ScanNotDeleted:
        messages.warning(
            request,
            _("The scan cannot be deleted right now. It is tried again within ten minutes."),
        )
    else:
        messages.success(request, _("The scan of the card is deleted."))


_KEEPS: Final[Mapping[str, Callable[[StaffRequest, Case], forms.Form | None]]] = {
    "signature": _sign,
    "identity": _scan,
    "delete": _delete,
}


@requires(OPEN_CASE, READ_CONFIDENTIAL)
@never_cache
@require_GET
def file(request: StaffRequest, code: str, kind: str) -> FileResponse:
    """Send the picture of a signature or card; 404 without the permission."""
    case = case_or_404(request.user, code, what="desk-file")
    try:
        kept, content = personal_files.open_file(request.user, case, kind, at=clock.now())
    except (PersonalFile.DoesNotExist, OSError, KeyringError) as error:
        raise Http404 from error
    return FileResponse(content, content_type=kept.content_type)
