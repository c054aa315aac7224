"""Articles as staff read them: found by a caller's words, one by one, and as they were."""

from collections.abc import Mapping
from dataclasses import replace

from django import forms
from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.translation import get_language, gettext_lazy
from django.views.decorators.http import require_GET, require_http_methods

from alo153.cases.permissions import OPEN_CASE
from alo153.citizens.channel import Channel
from alo153.city import queries as city
from alo153.city.models import District, Topic, Unit
from alo153.core import clock
from alo153.knowledge.articles import actions, queries, spoken
from alo153.knowledge.articles.content import Content, Words, difference
from alo153.knowledge.articles.policy import may_write
from alo153.knowledge.models import Article
from alo153.knowledge.permissions import EDIT_ARTICLES
from alo153.web.kit.access import StaffRequest, requires


class FindForm(forms.Form):
    """A caller's question, in their words."""

    q = forms.CharField(
        label=gettext_lazy("What does the caller ask?"),
        required=False,
        widget=forms.TextInput(attrs={"autocomplete": "off", "autofocus": True}),
    )


@requires(OPEN_CASE, EDIT_ARTICLES)
@require_http_methods(["GET", "POST"])
def index(request: StaffRequest) -> HttpResponse:
    """Show all articles; POST finds articles that answer a caller's words, or keeps the gap."""
    at, language = clock.now(), get_language() or ""
    form = FindForm(request.POST or None)
    asked = form.cleaned_data["q"][: queries.LONGEST] if form.is_valid() else ""
    if asked:
        found = queries.search(asked, language=language, at=at, for_staff=True)
        if not found:
            actions.note_unanswered(text=asked, channel=Channel.PHONE, at=at)
    else:
        found = queries.every(language=language, at=at)
    context = {"form": form, "asked": asked, "found": found}
    return render(request, "center/knowledge/articles.html", context)


@requires(OPEN_CASE, EDIT_ARTICLES)
@require_GET
def article(request: StaffRequest, slug: str) -> HttpResponse:
    """Show an article in all its words, with its versions."""
    found = article_or_404(slug)
    content = queries.content_of(found)
    districts = city.districts_now()
    context = {
        "article": found,
        "content": content,
        "texts": [
            (code, words, [(_name(districts, k), text) for k, text in words.variants.items()])
            for code, words in _own_first(content)
        ],
        "versions": found.versions.select_related("written_by"),
        "may_write": may_write(request.user, found.unit),
        "unheard": [] if found.internal or found.retired_at else spoken.unheard(found),
        "is_over": bool(found.valid_until and found.valid_until < city.today(clock.now())),
    }
    return render(request, "center/knowledge/article.html", context)


@requires(OPEN_CASE, EDIT_ARTICLES)
@require_GET
def version(request: StaffRequest, slug: str, number: int) -> HttpResponse:
    """Show what a version changed in the one before."""
    found = article_or_404(slug)
    after, before = (queries.content_of(found, each) for each in (number, number - 1))
    if after is None:
        raise Http404
    context = {
        "article": found,
        "version": found.versions.select_related("written_by").get(number=number),
        "changes": difference(_named(before), _named(after)) if before else None,
        "texts": _own_first(after),
    }
    return render(request, "center/knowledge/version.html", context)


def _own_first(content: Content | None) -> list[tuple[str, Words]]:
    """Return the texts by language, that of the city first."""
    own, texts = city.city().language, content.words.items() if content else []
    return sorted(texts, key=lambda said: (said[0] != own, said[0]))


def _named(content: Content) -> Content:
    """Return it with names in place of keys; what the city has no more keeps its key."""
    topics, units, districts = city.topics_now(), city.units_now(), city.districts_now()
    words = {
        code: replace(said, variants={_name(districts, k): v for k, v in said.variants.items()})
        for code, said in content.words.items()
    }
    return replace(
        content, topic=_name(topics, content.topic), unit=_name(units, content.unit), words=words
    )


def _name(rows: Mapping[str, Topic | Unit | District], key: str) -> str:
    return rows[key].name if key in rows else key


def article_or_404(slug: str) -> Article:
    """Return an article, also one that is retired."""
    found = queries.article(slug)
    if found is None:
        raise Http404
    return found
