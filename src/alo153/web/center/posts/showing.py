"""One post: as it is in each place, what came back on it, and what can be done with it."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any, Final

from django.contrib import messages
from django.http import FileResponse, Http404, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from alo153.accounts.models import User
from alo153.contacts.conversations import queries as conversations
from alo153.contacts.models import Conversation
from alo153.contacts.queries import below_posts
from alo153.core import clock
from alo153.core.database.row_key import row_key
from alo153.publishing import actions, queries
from alo153.publishing.fitting import Outlet
from alo153.publishing.models import Post, Publication
from alo153.publishing.outlets import PORTAL, outlets
from alo153.publishing.permissions import APPROVE_POSTS, WRITE_POSTS
from alo153.publishing.policy import OwnWords, may_approve
from alo153.publishing.states import ChangedMeanwhile, NotNow, PostState, State, Verb, fits
from alo153.web.center.posts import previews, wording
from alo153.web.center.posts.forms import RemarkForm
from alo153.web.kit.access import StaffRequest, requires

_MOST_TALKS: Final = 10


def post_or_404(number: int) -> Post:
    """Return a post that was not given up, with its places.

    Raises:
        Http404: there is none.
    """
    post = queries.posts().filter(pk=number).first()
    if post is None:
        raise Http404
    return post


@dataclass(frozen=True, kw_only=True)
class Place:
    """A post in one place, as its page shows it."""

    row: Publication
    preview: previews.Preview
    look: tuple[str, str]
    link: str
    can_withdraw: bool
    comments: int
    talks: int
    readable: list[Conversation]


@requires(WRITE_POSTS, APPROVE_POSTS)
@require_safe
def post(request: StaffRequest, number: int) -> HttpResponse:
    """Show a post."""
    return page(request, post_or_404(number), RemarkForm())


def page(request: StaffRequest, found: Post, remark: RemarkForm, status: int = 200) -> HttpResponse:
    """Answer with the page of a post."""
    whole, state = wording.whole_state(found)
    context: dict[str, Any] = {
        "post": found,
        "state": state,
        "look": wording.look_of(whole),
        "places": _places(request.user, found),
        "may": _may(request.user, found),
        "is_over": found.planned_at is not None and found.planned_at < clock.now(),
        "remark_form": remark,
    }
    return render(request, "media/post.html", context, status=status)


def _places(user: User, found: Post) -> list[Place]:
    shown, there = previews.of_post(found), outlets()
    return [
        _place(user, row, shown[row.channel], there.get(row.place))
        for row in queries.in_order(found)
    ]


def _place(user: User, row: Publication, shown: previews.Preview, outlet: Outlet | None) -> Place:
    talks = below_posts.how_many_talks(row.channel, row.reference)
    readable = conversations.below_post(user, row.channel, row.reference) if talks else None
    return Place(
        row=row,
        preview=shown,
        look=wording.look_of(row.state),
        link=outlet.link(row.reference) if outlet and row.reference else "",
        can_withdraw=row.channel == PORTAL
        or (outlet is not None and outlet.can_withdraw and bool(row.reference)),
        comments=below_posts.comments(row.channel, row.reference).count() if talks else 0,
        talks=talks,
        readable=list(readable[:_MOST_TALKS]) if readable is not None else [],
    )


def _may(user: User, found: Post) -> dict[str, bool]:
    """Say which buttons somebody gets; the verbs ask again."""
    states = frozenset(State(each.state) for each in found.publications.all())
    fitting = {each.value: fits(each, PostState(found.state), states) for each in Verb}
    writes, approves = user.may(WRITE_POSTS), user.may(APPROVE_POSTS)
    others = may_approve(user.pk, wrote=found.wrote)
    return {
        "change": writes and fitting["change"],
        "submit": writes and fitting["submit"],
        "drop": writes and fitting["drop"],
        "take_back": writes and fitting["take_back"],
        "send_back": approves and fitting["send_back"] and others,
        "approve": approves and fitting["approve"] and others,
        "own_words": approves and fitting["approve"] and not others,
        "settle": approves,
    }


@requires(WRITE_POSTS, APPROVE_POSTS)
@require_safe
def picture(_request: StaffRequest, number: int) -> FileResponse:
    """Send the picture of a post, approved or not."""
    found = post_or_404(number)
    if not found.picture:
        raise Http404
    return FileResponse(found.picture.open("rb"), content_type="image/jpeg")


@requires(WRITE_POSTS, APPROVE_POSTS)
@require_POST
def send_back(request: StaffRequest, number: int) -> HttpResponse:
    """Do not approve a post, and say why."""
    found, form = post_or_404(number), RemarkForm(request.POST)
    if not form.is_valid():
        return page(request, found, form, 422)
    remark = form.cleaned_data["remark"]
    try:
        actions.send_back(
            post=found, remark=remark, seen=seen(request), by=request.user, at=clock.now()
        )
    except (NotNow, ChangedMeanwhile):
        form.add_error(None, _("This post stands otherwise by now. Read it again."))
        return page(request, post_or_404(number), form, 422)
    messages.success(request, _("Sent back to its writer."))
    return redirect("media:posts")


@requires(WRITE_POSTS, APPROVE_POSTS)
@require_POST
def act(request: StaffRequest, number: int, verb: str) -> HttpResponse:
    """Do what a button of the page says."""
    found, now = post_or_404(number), clock.now()
    try:
        said = _do(request, found, verb, now)
    except (NotNow, ChangedMeanwhile):
        messages.warning(request, _("This post stands otherwise by now. Read it again."))
    except OwnWords:
        messages.warning(request, _("You wrote or changed this post: a colleague approves it."))
    except actions.NotReady as problem:
        messages.warning(request, wording.names_of(problem.problems))
        if found.state == PostState.DRAFT:
            return redirect("media:change", number)
    else:
        messages.success(request, said)
        if verb == Verb.DROP:
            return redirect("media:posts")
    return redirect("media:post", number)


def _do(request: StaffRequest, found: Post, verb: str, at: datetime) -> str:
    by = request.user
    match verb:
        case Verb.SUBMIT:
            actions.submit(post=found, by=by, at=at)
            return _("Waits for the approval of a colleague.")
        case Verb.APPROVE:
            actions.approve(post=found, seen=seen(request), by=by, at=at)
            return _("Approved. It leaves at its moment; until then you can take it back.")
        case "take-back":
            actions.take_back(post=found, by=by, at=at)
            return _("Taken back: it is a draft again, and nothing has left.")
        case Verb.DROP:
            actions.drop(post=found, by=by, at=at)
            return _("The draft is gone.")
    raise Http404


def seen(request: StaffRequest) -> int:
    """Return the version that was read; none is the same as another."""
    return row_key(request.POST.get("seen", "")) or 0
