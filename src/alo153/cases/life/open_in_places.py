"""Count the open cases of each place, before a place is removed."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count

from alo153.accounts.models import User
from alo153.cases.models import Case
from alo153.cases.rules.lifecycle import State
from alo153.citizens.permissions import READ_CONFIDENTIAL


def open_in_places(asker: User) -> Mapping[str, int]:
    """Return the open cases of each district by its slug, and of each neighborhood by its key.

    A key is ``district/neighborhood``. Confidential cases count only for readers of
    these. One query.
    """
    found = Counter[str]()
    rows = Case.objects.exclude(state=State.CLOSED).filter(district__isnull=False).order_by()
    if not asker.may(READ_CONFIDENTIAL):
        rows = rows.filter(confidential=False)
    places = rows.values_list("district__slug", "neighborhood__slug").annotate(number=Count("pk"))
    for district, neighborhood, number in places:
        found[district] += number
        if neighborhood:
            found[f"{district}/{neighborhood}"] += number
    return found
