"""Pictures of published posts: social networks fetch them here, and the portal shows them."""

from django.http import FileResponse, Http404, HttpRequest
from django.views.decorators.http import require_safe

from alo153.publishing import queries

# What is removed is soon gone from the caches on the way, too
_SECONDS = 5 * 60


@require_safe
def picture(_request: HttpRequest, key: str) -> FileResponse:
    """Send the picture of an approved and published post; the address has a random key."""
    post = queries.shown_picture(key)
    if post is None:
        raise Http404
    response = FileResponse(post.picture.open("rb"), content_type="image/jpeg")
    response["Cache-Control"] = f"public, max-age={_SECONDS}"
    return response
