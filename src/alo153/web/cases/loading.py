"""Look at one case, or say that there is none."""

from django.http import Http404

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.models import Case
from alo153.core import clock


def case_or_404(asker: User, code: str, *, what: str) -> Case:
    """Return a case this person may see, and write down the look.

    Raises:
        Http404: there is none, or they may not see it: the same answer.
    """
    try:
        return queries.access_case(asker, code, what=what, at=clock.now())
    except Case.DoesNotExist as error:
        raise Http404 from error
