"""Give a work to a contractor by a link, and take the link back."""

from datetime import timedelta
from uuid import uuid4

from django import forms
from django.conf import settings
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.cases import actions
from alo153.cases.actions import NotTheirs
from alo153.core import clock
from alo153.web.kit.access import StaffRequest, requires
from alo153.web.kit.fields.one_line import one_line
from alo153.web.unit.pages import case_of, page
from alo153.web.unit.views import OF_UNITS, to_case


class LinkForm(forms.Form):
    """What a contractor is given."""

    use_required_attribute = False

    contractor = forms.CharField(
        label=gettext_lazy("Contractor"),
        max_length=120,
        validators=[one_line],
        error_messages={"required": gettext_lazy("Write who does it.")},
    )
    words = forms.CharField(
        label=gettext_lazy("What is to be done"),
        help_text=gettext_lazy("Nothing about the citizen: what they wrote is not shown."),
        max_length=2_000,
        widget=forms.Textarea(attrs={"rows": 4}),
        error_messages={"required": gettext_lazy("Write what is to be done.")},
    )
    with_photos = forms.BooleanField(label=gettext_lazy("show the photos"), required=False)
    days = forms.IntegerField(
        label=gettext_lazy("Days until the link ends"),
        min_value=1,
        max_value=90,
        initial=7,
        error_messages={"required": gettext_lazy("Write a number of days, 1 to 90.")},
    )
    # The same form sent again is the same link
    form_token = forms.UUIDField(required=False, initial=uuid4, widget=forms.HiddenInput)


@requires(OF_UNITS)
@require_http_methods(["GET", "POST"])
def contractors(request: StaffRequest, code: str) -> HttpResponse:
    """Show whom the work was given to, and give it to another; the link is shown once."""
    case = case_of(request, code)
    form = LinkForm(request.POST or None)
    link = ""
    if request.method == "POST" and form.is_valid():
        facts, now = dict(form.cleaned_data), clock.now()
        until = now + timedelta(days=facts.pop("days"))
        try:
            token = actions.give_work(case=case, expires_at=until, by=request.user, at=now, **facts)
        except NotTheirs as error:
            raise Http404 from error
        link = settings.PUBLIC_URL + reverse("portal:contractor", args=[token])
    given = case.contractor_links.prefetch_related("openings", "reports")
    status = 422 if form.errors else 200
    return page(
        request,
        "unit/case/contractors.html",
        status=status,
        case=case,
        form=form,
        link=link,
        link_subject=_("Work from %(unit)s") % {"unit": case.unit.name if case.unit else ""},
        link_words=_("A work for you, with its place and what is to be done: %(link)s")
        % {"link": link},
        given=given,
        now=clock.now(),
    )


@requires(OF_UNITS)
@require_POST
def revoke(request: StaffRequest, code: str, number: int) -> HttpResponse:
    """Take a link back."""
    case = case_of(request, code)
    link = case.contractor_links.filter(pk=number).first()
    if not link:
        raise Http404
    actions.revoke_work(link=link, by=request.user, at=clock.now())
    messages.success(request, _("The link opens nothing any more."))
    return to_case(request, case)
