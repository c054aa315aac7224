"""The page behind the link to a contact: five marks, and after a low one what went wrong."""

from contextlib import suppress
from http import HTTPStatus
from typing import TYPE_CHECKING, Final

from django import forms
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext_lazy as _
from django.views.decorators.http import require_http_methods

from alo153.contacts.models import Interaction
from alo153.core import clock
from alo153.quality import actions, feedback_link
from alo153.quality.actions.feedback import LONGEST_FEEDBACK
from alo153.quality.models import ContactFeedback
from alo153.quality.queries import feedback
from alo153.quality.rules.targeting import LOW_RATING
from alo153.web.kit.fields.one_line import WordsField
from alo153.web.portal.follow.tracking import private
from alo153.web.portal.forms import PhoneField

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise


_SORRY: Final = _("We are sorry that it did not go well. Your words are read by a supervisor.")
_UNSENT: Final = _(
    "Your mark is counted. Your words are not sent yet: send them here, and say whether you wish a "
    "call."
)


class RatingForm(forms.Form):
    """The citizen's mark, and words if they like."""

    use_required_attribute = False

    rating = forms.TypedChoiceField(
        label=_("Your mark"),
        coerce=int,
        choices=[
            (5, _("5: very good")),
            (4, _("4: good")),
            (3, _("3: so-so")),
            (2, _("2: bad")),
            (1, _("1: very bad")),
        ],
        widget=forms.RadioSelect,
        error_messages={"required": _("Please choose a mark.")},
    )
    words = WordsField(
        label=_("Would you like to add something?"),
        required=False,
        max_length=LONGEST_FEEDBACK,
        widget=forms.Textarea(attrs={"rows": 4}),
    )


class FeedbackForm(forms.Form):
    """The citizen's reason, and the number to call."""

    use_required_attribute = False

    words = forms.CharField(
        label=_("What went wrong?"),
        max_length=LONGEST_FEEDBACK,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": _("Please write what went wrong.")},
    )
    wishes_call = forms.BooleanField(label=_("Please call me about it"), required=False)
    number = PhoneField(label=_("At which number?"), required=False, max_length=40)

    def clean(self) -> None:
        """Ask for the number of a citizen who wishes a call."""
        given = self.cleaned_data
        if given.get("wishes_call") and "number" in given and not given["number"]:
            self.add_error("number", _("Please write the number at which we may call you."))


@private
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest, token: str) -> HttpResponse:
    """Ask, and keep what was written; a second visit reads that it was kept."""
    contact = feedback_link.contact_of(token)
    if contact is None:
        return render(request, "portal/feedback/over.html", status=HTTPStatus.NOT_FOUND)
    kept = feedback.of_contact(contact)
    if kept:
        return _thank(request, contact, kept)
    # The form with the marks is sent again after Back, when the mark is counted already
    if _is_low(contact.rating) and "rating" not in request.POST:
        return _ask_why(request, contact)
    if contact.rating is None or request.method == "POST":
        return _rate(request, contact)
    return _thank(request, contact, None)


def _rate(request: HttpRequest, contact: Interaction) -> HttpResponse:
    """Ask for a mark; the page says thanks then, or asks after a low one what went wrong."""
    form = RatingForm(request.POST or None)
    if request.method != "POST" or not form.is_valid():
        status = 422 if request.method == "POST" else 200
        return _page(request, form, _("A mark is enough. Words help us further."), status)
    rating, words, now = form.cleaned_data["rating"], form.cleaned_data["words"], clock.now()
    is_low = _is_low(contact.rating or rating)
    if words and not is_low:
        with suppress(actions.FeedbackGivenBefore):  # pressed twice: it was kept
            actions.give_feedback(
                interaction=contact, rating=rating, words=words, number=None, at=now
            )
    else:
        actions.rate_contact(interaction=contact, rating=rating, at=now)
    if words and is_low:
        return _page(request, FeedbackForm(initial={"words": words, "number": ""}), _UNSENT, 200)
    return redirect(request.path)


def _ask_why(request: HttpRequest, contact: Interaction) -> HttpResponse:
    """Ask what went wrong and whether the citizen wishes a call."""
    form = FeedbackForm(request.POST or None, initial={"number": ""})
    if request.method != "POST" or not form.is_valid():
        return _page(request, form, _SORRY, 422 if request.method == "POST" else 200)
    given = form.cleaned_data
    with suppress(actions.FeedbackGivenBefore):  # pressed twice: it was kept
        actions.give_feedback(
            interaction=contact,
            rating=None,
            words=given["words"],
            number=given["number"] if given["wishes_call"] else None,
            at=clock.now(),
        )
    return _thank(request, contact, feedback.of_contact(contact))


def _is_low(rating: int | None) -> bool:
    return rating is not None and rating <= LOW_RATING


def _thank(
    request: HttpRequest, contact: Interaction, kept: ContactFeedback | None
) -> HttpResponse:
    context = {"kept": kept, "is_low": _is_low(contact.rating)}
    return render(request, "portal/feedback/thanks.html", context)


def _page(request: HttpRequest, form: forms.Form, note: "StrPromise", status: int) -> HttpResponse:
    context = {"form": form, "note": note}
    return render(request, "portal/feedback/page.html", context, status=status)
