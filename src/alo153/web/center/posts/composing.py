"""Write a post, with a preview of each place next to it."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods, require_POST

from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.core.files import uploads
from alo153.publishing import actions
from alo153.publishing.fitting import Picture
from alo153.publishing.models import Post
from alo153.publishing.permissions import WRITE_POSTS
from alo153.publishing.states import ChangedMeanwhile, NotNow
from alo153.web.center.posts import previews, wording
from alo153.web.center.posts.forms import PostForm
from alo153.web.center.posts.showing import post_or_404, seen
from alo153.web.kit.access import StaffRequest, requires

# Of a picture that is chosen and not sent yet nothing is known: it is taken for one that fits
_UNKNOWN = Picture(1, 1)
_CHANGED = gettext_lazy(
    "A colleague has changed this post. Open it anew in another tab, and take your words there."
)


@requires(WRITE_POSTS)
@require_http_methods(["GET", "POST"])
def write(request: StaffRequest) -> HttpResponse:
    """Begin a post."""
    form = PostForm(request.POST or None, request.FILES or None)
    if request.method == "POST" and form.is_valid():
        try:
            with uploads.room():
                post = actions.write(content=form.content, by=request.user, at=clock.now())
        except uploads.FileError as error:
            form.add_error("picture", str(uploads.MESSAGES[error.problem]))
        else:
            return _saved(request, post)
    return _page(request, form, None)


@requires(WRITE_POSTS)
@require_http_methods(["GET", "POST"])
def change(request: StaffRequest, number: int) -> HttpResponse:
    """Change a draft; a colleague's newer change is not overwritten."""
    post = post_or_404(number)
    form = PostForm(request.POST or None, request.FILES or None, post=post)
    if request.method == "POST" and form.is_valid():
        try:
            with uploads.room():
                post = actions.change(
                    post=post,
                    content=form.content,
                    seen=seen(request),
                    by=request.user,
                    at=clock.now(),
                )
        except uploads.FileError as error:
            form.add_error("picture", str(uploads.MESSAGES[error.problem]))
        except ChangedMeanwhile:
            form.add_error(None, _CHANGED)
        except NotNow:
            form.add_error(None, _("This post is no draft any more: take it back first."))
        else:
            return _saved(request, post)
    return _page(request, form, post)


def _saved(request: StaffRequest, post: Post) -> HttpResponse:
    """Go to the post, and submit it if that was pressed; what is in the way is said there."""
    if "submit" not in request.POST:
        messages.success(request, _("Kept as a draft."))
        return redirect("media:post", post.pk)
    try:
        actions.submit(post=post, by=request.user, at=clock.now())
    except actions.NotReady as problem:
        kept = _("Kept as a draft, not sent for approval.")
        messages.warning(request, f"{kept} {wording.names_of(problem.problems)}")
        return redirect("media:change", post.pk)
    messages.success(request, _("Waits for the approval of a colleague."))
    return redirect("media:post", post.pk)


def _page(request: StaffRequest, form: PostForm, post: Post | None) -> HttpResponse:
    context: dict[str, Any] = {
        "form": form,
        "post": post,
        # What was read when it was typed: a second press overwrites no colleague either
        "seen": seen(request) if form.is_bound else post and post.version,
        "previews": _previews(form, post),
    }
    status = 422 if form.errors else 200
    return render(request, "media/compose.html", context, status=status)


@requires(WRITE_POSTS)
@require_POST
def preview(request: StaffRequest) -> HttpResponse:
    """Show what is typed as it would be in each place; nothing is kept."""
    number = row_key(request.POST.get("post", ""))
    post = post_or_404(number) if number is not None else None
    form = PostForm(request.POST, post=post)
    form.is_valid()
    context = {"previews": _previews(form, post), "post": post, "form": form}
    return render(request, "media/previews.html", context)


def _previews(form: PostForm, post: Post | None) -> list[previews.Preview]:
    def typed(name: str) -> str:
        return str(form[name].value() or "").replace("\r\n", "\n").strip()

    kept = post.shape if post and not form["without_picture"].value() else None
    shown = kept or (_UNKNOWN if form["chosen"].value() in {"1", "on", True} else None)
    described = bool(typed("alt_text"))
    picture = shown and Picture(shown.width, shown.height, is_described=described)
    own = {field.name.removeprefix("own_"): typed(field.name) for field in form.own_fields}
    return previews.of_words(typed("text"), own, form["channels"].value() or (), picture)
