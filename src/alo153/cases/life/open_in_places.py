"""Count the open cases of each place, before a place is removed."""

from collections import Counter
from collections.abc import Mapping

from django.db.models import Count

from alo153.cases.models import Case
from alo153.cases.rules.lifecycle import State


def open_in_places() -> Mapping[str, int]:
    """Return the open cases of each district by its slug, and of each neighborhood by its key.

    A key is ``district/neighborhood``. One query; only numbers, for any asker.
    """
    found = Counter[str]()
    rows = Case.objects.exclude(state=State.CLOSED).filter(district__isnull=False).order_by()
    places = rows.values_list("district__slug", "neighborhood__slug").annotate(number=Count("pk"))
    for district, neighborhood, number in places:
        found[district] += number
        if neighborhood:
            found[f"{district}/{neighborhood}"] += number
    return found
