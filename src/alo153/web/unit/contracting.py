"""Give a work to a contractor by a link, and take the link back."""

from collections import defaultdict
from collections.abc import Iterable
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
from alo153.cases.actions import LinkOver, NotTheirs
from alo153.cases.fieldwork.actions.contracting import link_of
from alo153.cases.models import Case, ContractorLink
from alo153.citizens.channel import Channel
from alo153.contacts import queries as contacts
from alo153.contacts.about import About
from alo153.contacts.models import Message
from alo153.core import clock
from alo153.web.kit.access import StaffRequest
from alo153.web.kit.fields.one_line import one_line
from alo153.web.kit.fields.written_to import written_to
from alo153.web.unit.gone import of_case
from alo153.web.unit.pages import case_of, page
from alo153.web.unit.views import to_case


class LinkForm(forms.Form):
    """The work for a contractor."""

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


class SendForm(forms.Form):
    """The recipient of a new link: one field for telephone and e-mail, recognized from the text."""

    use_required_attribute = False

    token = forms.CharField(max_length=40, widget=forms.HiddenInput)
    to = forms.CharField(
        label=gettext_lazy("Mobile number or e-mail address"),
        max_length=254,
        widget=forms.TextInput({"autocomplete": "off", "spellcheck": "false"}),
        error_messages={"required": gettext_lazy("Write a mobile number or an e-mail address.")},
    )
    channel: Channel

    def clean_to(self) -> str:
        """Understand an e-mail address or a mobile number at home, or say what is wrong."""
        self.channel, address = written_to(str(self.cleaned_data["to"]))
        return address


@of_case
@require_http_methods(["GET", "POST"])
def contractors(request: StaffRequest, code: str) -> HttpResponse:
    """Show whom the work was given to, and give it to another; the link is shown once."""
    case = case_of(request, code)
    form = LinkForm(request.POST or None)
    token = ""
    if request.method == "POST" and form.is_valid():
        facts, now = dict(form.cleaned_data), clock.now()
        until = now + timedelta(days=facts.pop("days"))
        try:
            token = actions.give_work(case=case, expires_at=until, by=request.user, at=now, **facts)
        except NotTheirs as error:
            raise Http404 from error
    return _show(request, case, form=form, token=token)


@of_case
@require_POST
def send(request: StaffRequest, code: str) -> HttpResponse:
    """Send a link that was made just now by SMS or e-mail, and show it once more."""
    case = case_of(request, code)
    form, token, now = SendForm(request.POST), request.POST.get("token", ""), clock.now()
    try:
        link_of(case=case, token=token, at=now)
        leaves = form.is_valid() and actions.send_work(
            case=case,
            token=token,
            address=_address(token),
            channel=form.channel,
            to=form.cleaned_data["to"],
            by=request.user,
            at=now,
        )
    except (LinkOver, NotTheirs) as error:
        raise Http404 from error
    if leaves:
        messages.success(request, _("The link goes to %(to)s.") % {"to": form["to"].value()})
        return _show(request, case, token=token)
    if form.is_valid():
        form.add_error("to", _("No more links can be sent there now. Copy it instead."))
    return _show(request, case, token=token, sending=form)


def _address(token: str) -> str:
    return settings.PUBLIC_URL + reverse("portal:contractor", args=[token])


def _show(
    request: StaffRequest,
    case: Case,
    *,
    form: LinkForm | None = None,
    token: str = "",
    sending: SendForm | None = None,
) -> HttpResponse:
    given = case.contractor_links.prefetch_related("openings", "reports")
    wrong = bool((form and form.errors) or (sending and sending.errors))
    return page(
        request,
        "unit/case/contractors.html",
        status=422 if wrong else 200,
        case=case,
        form=form or LinkForm(),
        link=_address(token) if token else "",
        sending=sending or SendForm(initial={"token": token}),
        given=_with_messages(given),
        now=clock.now(),
    )


def _with_messages(given: Iterable[ContractorLink]) -> list[tuple[ContractorLink, list[Message]]]:
    """Return each link with the messages that carried it, and what became of them."""
    links, sent = list(given), defaultdict(list)
    for message in contacts.about(*map(About.row, links)).order_by("created_at"):
        sent[message.about_id].append(message)
    return [(link, sent[str(link.pk)]) for link in links]


@of_case
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
