"""The ready answers of a unit, on the page of its manager."""

from http import HTTPStatus
from typing import Any

from django import forms
from django.contrib import messages
from django.http import Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.accounts.models import User
from alo153.cases import actions, queries
from alo153.cases.permissions import EDIT_TEMPLATES
from alo153.cases.telling import replies
from alo153.city import queries as unit_queries
from alo153.city.models import Topic, Unit
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.web.kit.access import StaffRequest, requires


class TemplateForm(forms.Form):
    """A ready answer."""

    use_required_attribute = False

    unit = forms.ModelChoiceField(
        label=gettext_lazy("Unit"), queryset=Unit.objects.none(), empty_label=None
    )
    topic = forms.ModelChoiceField(
        label=gettext_lazy("Topic"),
        queryset=Topic.objects.none(),
        required=False,
        empty_label=gettext_lazy("all"),
    )
    name = forms.CharField(
        label=gettext_lazy("Name of the answer"),
        max_length=60,
        error_messages={"required": gettext_lazy("Give the answer a name.")},
    )
    text = forms.CharField(
        label=gettext_lazy("Text"),
        max_length=4_000,
        widget=forms.Textarea(attrs={"rows": 5}),
        error_messages={"required": gettext_lazy("Write the answer.")},
    )

    def __init__(self, asker: User, data: Any = None, **kwargs: Any) -> None:
        super().__init__(data, **kwargs)
        fields: dict[str, Any] = self.fields
        fields["unit"].queryset = unit_queries.units().filter(
            pk__in=unit_queries.unit_keys(asker, EDIT_TEMPLATES)
        )
        fields["topic"].queryset = unit_queries.topics_by_group()

    def clean_text(self) -> str:
        """Refuse words in braces that no application can fill."""
        text = str(self.cleaned_data["text"])
        if wrong := replies.unknown(text):
            words = _("Not known: %(wrong)s. Words that are filled in: %(known)s.")
            braced = {"wrong": _braced(wrong), "known": _braced(list(replies.WORDS))}
            raise forms.ValidationError(words % braced)
        return text


def _braced(words: list[str]) -> str:
    return ", ".join(f"{{{word}}}" for word in words)


@requires(EDIT_TEMPLATES)
@require_http_methods(["GET", "POST"])
def templates(request: StaffRequest) -> HttpResponse:
    """Show the ready answers of the units this person manages; keep another, or a better one."""
    key = row_key(request.GET.get("edit", ""))
    managed = queries.templates_managed_by(request.user)
    chosen = managed.filter(pk=key) if key is not None else managed.none()
    begin: Any = chosen.values("unit", "topic", "name", "text").first()
    form = TemplateForm(request.user, request.POST or None, initial=begin)
    if request.method == "POST" and form.is_valid():
        actions.keep_template(**form.cleaned_data, by=request.user, at=clock.now())
        messages.success(request, _("The answer is kept."))
        return redirect("unit:templates")
    context = {
        "form": form,
        "templates": queries.templates_managed_by(request.user),
        "words": [(f"{{{word}}}", label) for word, label in replies.WORDS.items()],
    }
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    return render(request, "unit/templates.html", context, status=status)


@requires(EDIT_TEMPLATES)
@require_POST
def drop_template(request: StaffRequest, number: int) -> HttpResponse:
    """Forget a ready answer."""
    template = queries.templates_managed_by(request.user).filter(pk=number).first()
    if not template:
        raise Http404
    actions.drop_template(template=template, by=request.user, at=clock.now())
    messages.success(request, _("The answer is thrown away."))
    return redirect("unit:templates")
