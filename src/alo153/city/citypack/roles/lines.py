"""roles.toml: what somebody may do by which role. A city without the file has the usual ones."""

import re
from pathlib import Path
from typing import Final

from alo153 import accounts
from alo153.accounts.registry import edition, every_permission
from alo153.accounts.roles import Bundle, Scope
from alo153.city.citypack.mistakes import Mistakes, suggestion
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.parts import CityPack, RoleLine
from alo153.city.citypack.roles.newer import with_newer
from alo153.city.citypack.typed_values import Table, TomlFile, labels_remedy

FILE: Final = "roles.toml"
USUAL: Final = Path(accounts.__file__).with_name(FILE)
_KEY: Final = re.compile(r"[a-z][a-z0-9_]{0,39}")
_KEY_REMEDY: Final = _("Use at most 40 small letters a-z, digits and underscores, like unit_staff")
# Minutes
_LONGEST_IDLE: Final = 24 * 60


def read_roles(folder: Path, mistakes: Mistakes) -> tuple[RoleLine, ...]:
    """Return the city's roles in the order of the file."""
    own = folder / FILE
    source = TomlFile(own if own.exists() else USUAL, mistakes)
    known = _edition(source.root)
    found = tuple(_role(table) for table in source.root.tables("role", "role"))
    source.root.done()
    return with_newer(found, known)


def _edition(root: Table) -> int:
    """Return for which list of permissions the file was written; 0: it does not say."""
    said = root.value("edition", 0)
    if not isinstance(said, int) or isinstance(said, bool) or said < 0:
        remedy = _("Write edition = %(newest)s, or leave it out", newest=edition())
        root.wrong("edition", _("%(value)s is no number that fits", value=repr(said)), remedy)
        return 0
    if said > edition():
        # Its permissions would count as known to the writer, and nobody would get them
        what = _("this program knows the permissions up to edition %(newest)s", newest=edition())
        remedy = _("Write edition = %(newest)s, or install a newer program", newest=edition())
        root.wrong("edition", what, remedy)
        return 0
    return said


def _role(table: Table) -> RoleLine:
    bundle = Bundle(
        key=table.text("key", pattern=_KEY, remedy=_KEY_REMEDY),
        labels=table.labels(),
        permissions=tuple(sorted(set(table.words("permissions", required=True)))),
        scope=Scope(table.choice("scope", list(Scope)) or Scope.CITY),
        idle_minutes=_idle_minutes(table),
        second_factor=table.flag("second_factor"),
        for_guests=table.flag("for_guests"),
    )
    _permissions(table, bundle)
    if bundle.for_guests:
        _guests(table, bundle)
    table.done()
    return RoleLine(spot=table.spot, bundle=bundle)


def _guests(table: Table, role: Bundle) -> None:
    """Note forbidden settings of the guests' role: people who open seats could work by it."""
    if role.scope is not Scope.CITY:
        table.wrong("for_guests", _("a guest works in no unit"), _('Mark a role of scope = "city"'))
    refused = {each.key for each in every_permission() if not each.for_guests}
    for key in sorted(refused.intersection(role.permissions)):
        remedy = _("Take it out, or mark another role for guests")
        table.wrong("permissions", _('"%(key)s" is not for guests', key=key), remedy)


def _idle_minutes(table: Table) -> int | None:
    minutes = table.value("idle_minutes", 0)
    whole = isinstance(minutes, int) and not isinstance(minutes, bool)
    if not whole or not 0 <= minutes <= _LONGEST_IDLE:
        remedy = _(
            "Write 1 to %(most)s without quotes, or leave it out: no session ends",
            most=_LONGEST_IDLE,
        )
        table.wrong(
            "idle_minutes", _("%(minutes)s is no number of minutes", minutes=repr(minutes)), remedy
        )
        return None
    return minutes or None


def _permissions(table: Table, role: Bundle) -> None:
    known = {each.key: each for each in every_permission()}
    for key in role.permissions:
        if key not in known:
            advice = suggestion(key, known, _("The known ones: docs/reference/permissions.md"))
            table.wrong("permissions", _('there is no permission "%(key)s"', key=key), advice)
        elif role.scope is not Scope.CITY and not known[key].in_units:
            what = _('"%(key)s" holds in the whole city and cannot be given for a unit', key=key)
            table.wrong("permissions", what, _('Take it out, or write scope = "city"'))


def check_roles(pack: CityPack, mistakes: Mistakes) -> None:
    """Note roles that are there twice or not named, and what nobody could do."""
    keys = [line.bundle.key for line in pack.roles]
    for line in pack.roles:
        where = f"role {line.bundle.key}"
        if keys.count(line.bundle.key) > 1:
            mistakes.add(
                FILE, line.spot.line, f"{where}, key", _("is there twice"), _("Rename one")
            )
        if line.bundle.labels and pack.city.language not in line.bundle.labels:
            what = _(
                'has no name in the language of the city, "%(language)s"',
                language=pack.city.language,
            )
            mistakes.add(FILE, line.spot.line, f"{where}, label", what, labels_remedy("label"))
    if pack.roles:
        _needed(pack, mistakes)


def _needed(pack: CityPack, mistakes: Mistakes) -> None:
    for each in every_permission():
        may = [line for line in pack.roles if each.key in line.bundle.permissions]
        if each.in_units:
            may = [line for line in may if line.bundle.scope is not Scope.CITY]
        if each.needed and not may:
            what = _('nobody could have "%(key)s"', key=each.key)
            to = _("Give it to a role of a unit") if each.in_units else _("Give it to a role")
            mistakes.add(FILE, 0, "permissions", what, to)
    if sum(line.bundle.for_guests for line in pack.roles) != 1:
        remedy = _("Write for_guests = true in the role that guests of the center work by")
        mistakes.add(FILE, 0, "for_guests", _("not exactly one role is for guests"), remedy)
