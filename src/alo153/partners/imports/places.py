"""Find the district and neighborhood that another body's table names in words."""

import re
from collections import defaultdict
from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.city import queries as unit_queries
from alo153.city.models import District, Neighborhood
from alo153.city.partner_tables import Field
from alo153.city.place import Place
from alo153.core.text import fold
from alo153.partners.rules.rows import Fault, Faulty, PartnerRow

# "Yenişehir Mah." and "Yenişehir Mahallesi" mean Yenişehir
_SUFFIX: Final = re.compile(r"\s+(mahallesi|mah|mh)\.?$")


class Places:
    """The districts and neighborhoods of the city by name; two queries for a whole table."""

    def __init__(self) -> None:
        self._districts: dict[str, District] = {}
        self._neighborhoods: dict[str, list[Neighborhood]] = defaultdict(list)
        for district in unit_queries.districts():
            self._districts[fold(district.name)] = district
        for neighborhood in unit_queries.all_neighborhoods():
            self._neighborhoods[_key(neighborhood.name)].append(neighborhood)

    def of(self, row: PartnerRow) -> Place:
        """Return the place that a row names; a neighborhood gives its district as well.

        Raises:
            Faulty: no district or neighborhood has this name, or several neighborhoods have it.
        """
        district = self._district(row.district)
        neighborhood = self._neighborhood(row.neighborhood, district)
        if neighborhood:
            district = neighborhood.district
        return Place(district=district, neighborhood=neighborhood, address=row.address)

    def _district(self, name: str) -> District | None:
        if not name:
            return None
        if found := self._districts.get(fold(name)):
            return found
        words = _("There is no district called %(name)s.")
        raise Faulty(Fault(Field.DISTRICT, words % {"name": name}))

    def _neighborhood(self, name: str, district: District | None) -> Neighborhood | None:
        if not name:
            return None
        found = [
            each
            for each in self._neighborhoods.get(_key(name), ())
            if district is None or each.district_id == district.pk
        ]
        if len(found) > 1:
            words = _("Several districts have a neighborhood %(name)s: name the district.")
            raise Faulty(Fault(Field.NEIGHBORHOOD, words % {"name": name}))
        if not found:
            words = _("There is no neighborhood %(name)s here.")
            raise Faulty(Fault(Field.NEIGHBORHOOD, words % {"name": name}))
        return found[0]


def _key(name: str) -> str:
    return _SUFFIX.sub("", fold(name).strip())
