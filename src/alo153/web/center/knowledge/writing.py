"""Responsible staff write, review and withdraw articles."""

from datetime import timedelta
from http import HTTPStatus
from typing import Final

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.utils.translation import gettext as _
from django.views.decorators.http import require_GET, require_http_methods, require_POST

from alo153.city import queries as city
from alo153.core import clock
from alo153.knowledge.articles import actions, queries
from alo153.knowledge.models import Article
from alo153.knowledge.permissions import EDIT_ARTICLES
from alo153.web.center.knowledge.forms import ArticleForm, initial
from alo153.web.center.knowledge.showing import article_or_404
from alo153.web.kit.access import StaffRequest, requires

REVIEWED_FOR: Final = timedelta(days=180)
"""An article that was looked through is looked at again after half a year."""


@requires(EDIT_ARTICLES)
@require_GET
def due(request: StaffRequest) -> HttpResponse:
    """Show the articles that one may write, those to be looked at first."""
    at = clock.now()
    context = {
        "answers": queries.of_unit(request.user, language=get_language() or ""),
        "due": set(queries.due(request.user, at).values_list("pk", flat=True)),
        "today": city.today(at),
    }
    return render(request, "center/knowledge/due.html", context)


@requires(EDIT_ARTICLES)
@require_http_methods(["GET", "POST"])
def write(request: StaffRequest) -> HttpResponse:
    """Write a new article."""
    return _written(request, None)


@requires(EDIT_ARTICLES)
@require_http_methods(["GET", "POST"])
def edit(request: StaffRequest, slug: str) -> HttpResponse:
    """Write the next version of an article."""
    return _written(request, article_or_404(slug))


def _written(request: StaffRequest, article: Article | None) -> HttpResponse:
    content = queries.content_of(article) if article else None
    form = ArticleForm(
        request.user, request.POST or None, initial=initial(article, content), article=article
    )
    if request.method == "POST" and form.is_valid() and (kept := _keep(request, form)):
        messages.success(request, _("The article is in force."))
        return redirect("center:article", kept.slug)
    status = HTTPStatus.UNPROCESSABLE_ENTITY if form.errors else HTTPStatus.OK
    context = {"form": form, "article": article}
    return render(request, "center/knowledge/write.html", context, status=status)


def _keep(request: StaffRequest, form: ArticleForm) -> Article | None:
    try:
        return actions.write_article(
            content=form.content(),
            seen=form.cleaned_data["seen"],
            by=request.user,
            at=clock.now(),
        )
    except actions.ChangedMeanwhile:
        form.add_error(
            None,
            _(
                "A colleague has changed this article since. Open it in a second tab and take over "
                "what you typed; it is still here."
            ),
        )
        return None


@requires(EDIT_ARTICLES)
@require_POST
def review(request: StaffRequest, slug: str) -> HttpResponse:
    """Say that an article still holds."""
    at, found = clock.now(), article_or_404(slug)
    until = city.today(at) + REVIEWED_FOR
    try:
        actions.review_article(article=found, until=until, by=request.user, at=at)
    except actions.ArticleOver:
        words = _("The last day of the article is over: nobody finds it. Write its next version.")
        messages.error(request, words)
        return redirect("center:article", slug)
    messages.success(request, _("Noted: it still holds. You are reminded in half a year."))
    return redirect("center:articles_due")


@requires(EDIT_ARTICLES)
@require_POST
def retire(request: StaffRequest, slug: str) -> HttpResponse:
    """Take an article back."""
    actions.retire_article(article=article_or_404(slug), by=request.user, at=clock.now())
    messages.success(request, _("Taken back: nobody finds it any more. Its versions stay."))
    return redirect("center:articles_due")
