"""Documents, and what differs in them, in words."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from difflib import unified_diff
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import get_language, gettext_lazy
from django.utils.translation import gettext as _

from alo153.accounts.registry import named
from alo153.city.citypack.documents import Change
from alo153.city.citypack.documents.comparison import VALUE
from alo153.city.citypack.mistakes import Mistake, told
from alo153.city.citypack.parts import RoleLine
from alo153.city.rules.calendar import Standard, StandardUnit
from alo153.web.settings.documents import labels
from alo153.web.settings.documents.by_document import names

_TITLES = {
    "city": gettext_lazy("City: name, number, hours, map"),
    "texts": gettext_lazy("Messages to citizens"),
    "topics": gettext_lazy("Topics and service standards"),
    "kinds": gettext_lazy("Kinds of applications and their clocks"),
    "units": gettext_lazy("Units"),
    "contacts": gettext_lazy("Contacts for consultation"),
    "alarms": gettext_lazy("Alarm words"),
    "offices": gettext_lazy("Communication centers"),
    "partners": gettext_lazy("Partner bodies"),
    "roles": gettext_lazy("Roles and permissions"),
    "queues": gettext_lazy("Queues, hours and what is written"),
    "menu": gettext_lazy("Voice menu"),
    "numbers": gettext_lazy("Public numbers"),
    "voice": gettext_lazy("What callers hear"),
    "pauses": gettext_lazy("Pauses and their limits"),
    "center": gettext_lazy("Times of the center"),
    "law": gettext_lazy("Law of working time"),
    "retention": gettext_lazy("How long things are kept"),
    "feeds": gettext_lazy("Providers of news"),
    "boundaries": gettext_lazy("Boundaries of districts and neighborhoods"),
}
# One wrong line of a file can make a mistake of every line of another one
_MOST_MISTAKES: Final = 50
# Entries of the others stay in old applications
_TAKEN_OUT = frozenset(
    {"queues", "menu", "numbers", "voice", "pauses", "center", "law", "retention", "feeds"}
)


def title(kind: str) -> str | Promise:
    """Return what a kind of document is called."""
    return _TITLES[kind]


@dataclass(frozen=True)
class DiffLine:
    """A line of a difference. `mark` is "+", "-" or " "; "@" begins another place."""

    mark: str
    text: str


def difference(before: str, after: str) -> list[DiffLine]:
    """Return the lines that differ, with two lines around each place."""
    found = unified_diff(before.splitlines(), after.splitlines(), lineterm="", n=2)
    return [DiffLine(line[0], line[1:]) for line in list(found)[2:]]


def told_changes(kind: str, changes: list[Change]) -> Iterator[str]:
    """Yield a sentence for each entry that comes, goes, or says something else."""
    for each in changes:
        name = {"name": names.of_change(kind, each.key) or _named(each)}
        if each.what == "added":
            yield _("%(name)s is new") % name
        elif each.what == "removed" and kind in _TAKEN_OUT:
            yield _("%(name)s is taken out") % name
        elif each.what == "removed":
            yield _("%(name)s is retired: old applications keep it") % name
        elif fields := [labels.field(key) for key in each.fields if key != VALUE]:
            said = name | {"fields": ", ".join(fields)}
            yield _("%(name)s says something else: %(fields)s") % said
        else:
            yield _("%(name)s says something else") % name


def _named(change: Change) -> str:
    """Return what an entry is called; single values and messages have their key for a name."""
    if change.name != change.key:
        return change.name
    language, _colon, message = change.key.partition(": ")
    if message:
        return f"{language}: {labels.message(message)}"
    return labels.field(change.key)


def told_newer(roles: Iterable[RoleLine]) -> Iterator[str]:
    """Yield each permission that came after a document was written, with the roles that have it."""
    given: dict[str, list[str]] = {}
    for line in roles:
        for key in line.newer:
            given.setdefault(key, []).append(_label(line))
    for key, holders in given.items():
        said = {"permission": named(key).label, "key": key, "roles": ", ".join(holders)}
        yield _("%(permission)s (%(key)s): %(roles)s") % said


def _label(line: RoleLine) -> str:
    spoken = line.bundle.labels
    return spoken.get(get_language() or "") or next(iter(spoken.values()), line.bundle.key)


_UNITS = {
    StandardUnit.HOURS: gettext_lazy("hours by the clock"),
    StandardUnit.WORKING_HOURS: gettext_lazy("working hours"),
    StandardUnit.DAYS: gettext_lazy("calendar days"),
    StandardUnit.WORKING_DAYS: gettext_lazy("working days"),
}


def told_standard(standard: Standard) -> str:
    """Return a service standard in words."""
    return f"{standard.amount} {_UNITS[standard.unit]}"


_REFUSALS = {
    "mistakes": gettext_lazy("It no longer fitted the other documents of the city."),
    "role_in_use": gettext_lazy("People hold a role that it would give elsewhere."),
    "locks_out": gettext_lazy("Whoever planned it could have edited no document any more."),
    "gains": gettext_lazy("Whoever planned it would have given themselves permissions."),
    "author_left": gettext_lazy("Whoever planned it may not edit documents any more."),
    "error": gettext_lazy("The program failed. Tell the IT department: the log says more."),
}


def told_refusal(cause: str) -> str | Promise:
    """Return why a planned version was not put in force; older ones do not say it."""
    return _REFUSALS.get(cause, _REFUSALS["mistakes"])


def told_mistakes(mistakes: Sequence[Mistake], file: str) -> list[str]:
    """Return mistakes with their lines: the file's own first, and how many more there are."""
    # A wrong key makes mistakes of all that name it, in files that come first by their name
    own_first = sorted(mistakes, key=lambda each: each.file != file)
    said = [told_mistake(each, file) for each in own_first[:_MOST_MISTAKES]]
    if (more := len(mistakes) - _MOST_MISTAKES) > 0:
        said.append(_("And %(more)s more.") % {"more": more})
    return said


def told_mistake(mistake: Mistake, file: str) -> str:
    """Return a mistake with its line; where it is in another file, with that."""
    line = _("Line %(line)s") % {"line": mistake.line} if mistake.line else ""
    if mistake.file != file:
        line = f"{mistake.file} {line}".strip()
    where = f"{labels.place(mistake.where)}: " if mistake.where else ""
    said = f"{line}: {where}{told(mistake.what)}. {told(mistake.remedy)}"
    return said.removeprefix(": ")
