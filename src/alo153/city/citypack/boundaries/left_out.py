"""Places that a new file of boundaries leaves out, though other files of the city need them.

Without these checks such a file becomes a draft that nobody can put in force. Pure.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from alo153.city.citypack.boundaries.lines import DISTRICT, NEIGHBORHOOD, Boundary, of_level
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import CityPack


def check_districts(
    found: Sequence[Boundary], pack: CityPack, file: str, mistakes: Mistakes
) -> None:
    """Note districts that are not drawn, and have a rule."""
    _check_rules(_lost_districts(found, pack), pack, file, mistakes)


def check_emptied(found: Sequence[Boundary], pack: CityPack, file: str, mistakes: Mistakes) -> None:
    """Note districts that are not drawn, and have neighborhoods, of which none is brought."""
    counts = Counter(each.district for each in pack.neighborhoods)
    for slug, name in _lost_districts(found, pack).items():
        if counts[slug]:
            what = _(
                "is not in the file; neighborhoods that would be in no district: %(count)s",
                count=counts[slug],
            )
            remedy = _(
                'Bring it too, by the name "%(name)s"; if it was merged or renamed, bring the file '
                "of neighborhoods too",
                name=name,
            )
            mistakes.add(file, 0, name, what, remedy)


def check_neighborhoods(
    found: Sequence[Boundary], pack: CityPack, file: str, mistakes: Mistakes
) -> None:
    """Note neighborhoods that have a rule and are not drawn in their district, or go with it."""
    near = of_level(found, NEIGHBORHOOD)
    drawn = {f"{each.district}/{each.slug}" for each in near}
    replaced = {each.district for each in near} | _lost_districts(found, pack).keys()
    lost = {
        each.key: each.name
        for each in pack.neighborhoods
        if each.district in replaced and each.key not in drawn
    }
    _check_rules(lost, pack, file, mistakes)


def _lost_districts(found: Sequence[Boundary], pack: CityPack) -> dict[str, str]:
    """Return the names of districts, by slug, that a file with drawn districts leaves out."""
    drawn = {each.slug for each in of_level(found, DISTRICT)}
    return {each.slug: each.name for each in pack.districts if drawn and each.slug not in drawn}


def _check_rules(lost: Mapping[str, str], pack: CityPack, file: str, mistakes: Mistakes) -> None:
    for rule in pack.rules:
        if name := lost.get(rule.neighborhood or rule.district or ""):
            what = _(
                "is not in the file, and rule %(position)s of routing.toml names it",
                position=rule.position,
            )
            remedy = _(
                'Bring it too, by the name "%(name)s", or let the operator change that rule first',
                name=name,
            )
            mistakes.add(file, 0, name, what, remedy)
