"""The picture that browsers ask for where nobody named one."""

from django.http import HttpRequest, HttpResponseRedirect
from django.templatetags.static import static
from django.views.decorators.cache import cache_control


@cache_control(public=True, max_age=86_400)
def favicon(_: HttpRequest) -> HttpResponseRedirect:
    """Lead to the mark of the site.

    A page of errors would set a cookie for its forms. It could come after the cookie of a page
    that the visitor has opened since, whose forms would then be refused.
    """
    return HttpResponseRedirect(static("web/mark.svg"))
