"""Put a document in force, throw a draft away, take a planned version back."""

from collections.abc import Callable
from functools import partial

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from alo153.accounts.actions import RoleInUse
from alo153.accounts.queries import roles_now
from alo153.city import actions
from alo153.city.citypack import PackError
from alo153.city.models import DocumentVersion
from alo153.city.permissions import EDIT_CITY
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.settings.documents.forms import PublishForm
from alo153.web.settings.documents.pages import page
from alo153.web.settings.documents.working import Work, document_or_404, work_of


@requires(EDIT_CITY)
@require_POST
def publish(request: StaffRequest, kind: str) -> HttpResponse:
    """Put the draft in force, now or at a time."""
    work, form = work_of(request, kind), PublishForm(request.POST)
    if form.is_valid() and (version := _publish(request, work, form)):
        _tell(request, version)
        return redirect("settings:document", kind=kind)
    return page(request, work, publishing=form, status=422)


def _publish(request: StaffRequest, work: Work, form: PublishForm) -> DocumentVersion | None:
    facts = form.cleaned_data
    if facts["draft"] != work.draft_mark:
        words = _(
            "The draft has changed since you opened this page, perhaps in another window. "
            "The page shows it as it is now: look at it, then put it in force."
        )
        form.add_error(None, words)
        form.data = {**request.POST.dict(), "draft": work.draft_mark}
        return None
    do: Callable[[], DocumentVersion] = partial(
        actions.publish_document,
        kind=work.document.kind,
        text=work.text,
        reason=facts["reason"],
        onto=facts["onto"],
        publish_at=facts["publish_at"],
        by=request.user,
        at=clock.now(),
    )
    try:
        return do()
    except PackError:
        # The page names each mistake
        form.add_error(None, _("The document has mistakes. Correct what is named above."))
    except actions.DocumentReasonMissing:
        form.add_error("reason", _("Write why; it stays with the version."))
    except actions.DocumentTimePassed:
        form.add_error("publish_at", _("This time has passed. Choose a later one."))
    except actions.DocumentChangedSince:
        form.add_error(
            None,
            _(
                "Another version came into force since you began. The differences above are to "
                "that one: look at them, and put yours in force again if it is to replace it."
            ),
        )
        # Whoever has read them may go on: else the draft could never come in force
        form.data = {**request.POST.dict(), "onto": work.in_force.number}
    except actions.DocumentLocksOut:
        form.add_error(
            None, _("You could edit no document any more. Leave that permission in one role.")
        )
    except actions.DocumentGivesToOneself as error:
        words = (
            _(
                "You would get permissions in units that move below yours: %(permissions)s. Let "
                "an administrator without a role there put it in force."
            )
            if work.document.kind == "units"
            else _(
                "You would give yourself permissions: %(permissions)s. Ask an administrator "
                "without this role, or write them into a new role that another administrator "
                "gives you."
            )
        )
        form.add_error(
            None, words % {"permissions": ", ".join(str(each.label) for each in error.gained)}
        )
    except RoleInUse as error:
        form.add_error(
            None,
            _("People hold the role %(role)s. Take it from them before you change where it holds.")
            % {"role": _name_of(error.key)},
        )
    return None


def _name_of(role: str) -> str:
    found = roles_now().get(role)
    return found.label if found else role


def _tell(request: StaffRequest, version: DocumentVersion) -> None:
    if version.state == DocumentVersion.State.SCHEDULED:
        said = _("Version %(number)s is planned. Until then the former one holds.")
    else:
        said = _("Version %(number)s is in force.")
    messages.success(request, said % {"number": version.number})


@requires(EDIT_CITY)
@require_POST
def discard(request: StaffRequest, kind: str) -> HttpResponse:
    """Throw the draft away."""
    document_or_404(kind)
    actions.discard_document(kind=kind, by=request.user)
    messages.success(request, _("The draft is thrown away."))
    return redirect("settings:document", kind=kind)


@requires(EDIT_CITY)
@require_POST
def withdraw(request: StaffRequest, kind: str) -> HttpResponse:
    """Take a planned version back."""
    document_or_404(kind)
    actions.withdraw_document(kind=kind, by=request.user, at=clock.now())
    messages.success(request, _("The planned version is taken back."))
    return redirect("settings:document", kind=kind)
