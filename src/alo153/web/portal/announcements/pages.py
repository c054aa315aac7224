"""The page of announcements. The place comes by POST and is in no address, log or session."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods

from alo153.cases.together.announced import Announced, to_citizens
from alo153.city.place import Place
from alo153.core import clock
from alo153.publishing.models import Post
from alo153.publishing.queries import posts_behind
from alo153.web.portal.announcements.finding import NearForm
from alo153.web.portal.announcements.wording import worded


@never_cache
@require_http_methods(["GET", "POST"])
def page(request: HttpRequest) -> HttpResponse:
    """Show what is in force: the newest first, or what is nearest to the place that was named."""
    form = NearForm(request.POST or None)
    choices = form.choices
    chosen = choices[0] if len(choices) == 1 else None
    found = to_citizens(chosen.place if chosen else Place(), clock.now())
    posts = posts_behind([each.said for each in found])
    shown = {
        "form": form,
        "choices": choices if len(choices) > 1 else [],
        "chosen": chosen,
        "here": [_worded(each, posts) for each in found if each.concerns],
        "elsewhere": [_worded(each, posts) for each in found if not each.concerns],
    }
    return render(
        request, "portal/announcements/page.html", shown, status=422 if form.errors else 200
    )


def _worded(each: Announced, posts: Mapping[int, Post]) -> dict[str, object]:
    """Return one with its words in the language of the page, where somebody wrote them in it."""
    here = worded(each.said)
    kilometers = None if each.meters is None else round(each.meters / 1000)
    return {
        "one": each,
        "near": ", ".join(near.name for near in each.near),
        "text": here.text,
        "language": here.language,
        "kilometers": kilometers,
        # Of what the digital media desk announced with a picture
        "post": posts.get(each.said.pk),
    }
