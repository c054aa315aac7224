"""Put a case right; what follows by rule is said afterwards."""

from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import urlencode
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from alo153.cases import actions, queries
from alo153.cases.actions import NeedsMissing, NotOfThisKind, NotTheirs, NotYourObjection
from alo153.cases.life import closings
from alo153.cases.models import Case
from alo153.cases.permissions import FORWARD_CASE, SEE_EVERY_CASE, WORK_ON_UNIT_CASES
from alo153.cases.policy.standing import may
from alo153.cases.rules.clocks import ClockRefused
from alo153.cases.rules.lifecycle import NotPossible
from alo153.cases.rules.verbs import Verb
from alo153.city.rules.kinds import NEED_LABELS
from alo153.core import clock
from alo153.web.cases.composer.composing import moved_on
from alo153.web.cases.loading import case_or_404
from alo153.web.cases.reclassifying.forms import ReclassifyForm
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.dates import clocks
from alo153.web.kit.telephone.shortcuts import KEYS


@requires(FORWARD_CASE, WORK_ON_UNIT_CASES)
@require_http_methods(["GET", "POST"])
def reclassify(request: StaffRequest, code: str) -> HttpResponse:
    """Show topic, kind and place of a case; by POST change them."""
    case = case_or_404(request.user, code, what="reclassify")
    if not may(request.user, Verb.RECLASSIFY, case):
        raise Http404
    form = ReclassifyForm(request.POST or None, case=case)
    if request.method == "POST" and form.is_valid() and _put_right(request, case, form):
        return redirect(_back(request, case))
    context = {"case": case, "form": form, "back": _back(request, case), "keys": KEYS}
    status = 422 if form.errors else 200
    return render(request, "cases/reclassify.html", context, status=status)


def _put_right(request: StaffRequest, case: Case, form: ReclassifyForm) -> bool:
    facts, unit = form.cleaned_data, case.unit
    try:
        actions.reclassify(
            case=case,
            kind=facts["kind"],
            topic=facts["topic"],
            place=form.place(),
            reason=facts["reason"],
            by=request.user,
            at=clock.now(),
        )
    except (ValueError, NotOfThisKind, ClockRefused) as refused:
        form.add_error(*_beside(refused))
    except NotPossible as refused:
        form.add_error(None, moved_on(refused))
    except NotTheirs as refused:
        form.add_error(None, refused.words)
    except NotYourObjection as refused:
        form.add_error(None, str(closings.BARRED_WORDS[refused.why]))
    else:
        _say(request, case, moved=case.unit != unit)
        return True
    return False


def _beside(refused: Exception) -> tuple[str | None, str]:
    """Return the field that a refusal is about, and its words."""
    match refused:
        case actions.NothingChanged():
            return None, _("Nothing was changed: topic, kind and place are as they were.")
        case actions.TopicConfidential():
            return "topic", _(
                "This topic is confidential. Open a new application with it: what is written here "
                "stands in the open."
            )
        case NeedsMissing(missing=missing):
            names = ", ".join(str(NEED_LABELS[need]) for need in sorted(missing))
            return "kind", _("This kind needs what is not there: %(names)s.") % {"names": names}
        case ClockRefused():
            return "topic", clocks.refused(refused)
        case NotOfThisKind():
            return "kind", _("This application cannot become one of this kind.")
        case _:
            return "reason", _("Write the reason; it stays with the case.")


def _say(request: StaffRequest, case: Case, *, moved: bool) -> None:
    words = _("The application is put right.")
    if moved and case.unit:
        words = _("The application is put right; it went on to %(unit)s.") % {"unit": case.unit}
    elif moved:
        words = _("The application is put right; the center looks for its unit.")
    messages.success(request, words)


def _back(request: StaffRequest, case: Case) -> str:
    """Return the page it was asked from: the desk's, the unit's, or its list once it has left."""
    if request.user.may(SEE_EVERY_CASE):
        work = request.GET.get("work", "")
        address = reverse("center:case", args=[case.tracking_code])
        return f"{address}?{urlencode({'work': work})}" if work else address
    if not queries.visible_to(request.user).filter(pk=case.pk).exists():
        return reverse("unit:inbox")
    return reverse("unit:case", args=[case.tracking_code])
