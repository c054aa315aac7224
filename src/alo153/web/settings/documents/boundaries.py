"""Boundaries of districts and neighborhoods: brought as files, and what they change."""

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.accounts.models import User
from alo153.cases.life.open_in_places import open_in_places
from alo153.city import queries
from alo153.city.citypack.boundaries import Brought, bring
from alo153.city.citypack.documents import Change, compare
from alo153.city.citypack.mistakes import Mistakes
from alo153.web.settings.documents import wording
from alo153.web.settings.documents.working import Work

_MEGABYTES: Final = 12


class BoundariesForm(forms.Form):
    """Files of a map department; what is right with them becomes the draft."""

    use_required_attribute = False

    districts = forms.FileField(label=gettext_lazy("Districts"), required=False)
    neighborhoods = forms.FileField(
        label=gettext_lazy("Neighborhoods"),
        required=False,
        help_text=gettext_lazy(
            "GeoJSON in WGS 84 (EPSG:4326). What you do not bring stays as it is: the other level, "
            "and the neighborhoods of districts of which none is in the file. If you bring both, "
            "the neighborhoods of a district that is not in the file of districts go with it."
        ),
    )
    name_in = forms.CharField(
        label=gettext_lazy("Property with the name"),
        initial="name",
        max_length=60,
        error_messages={"required": gettext_lazy("Say which property has the name.")},
    )
    district_in = forms.CharField(
        label=gettext_lazy("Property with the district of a neighborhood"),
        required=False,
        max_length=60,
        help_text=gettext_lazy("Empty: the district in whose area it lies."),
    )

    def __init__(self, *args: Any, work: Work, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self._work = work
        self._text = ""

    def clean_districts(self) -> tuple[str, str] | None:
        """Read the file."""
        return _read(self.cleaned_data["districts"])

    def clean_neighborhoods(self) -> tuple[str, str] | None:
        """Read the file."""
        return _read(self.cleaned_data["neighborhoods"])

    def clean(self) -> None:
        """Make the draft of the files, and name everything that is wrong in them."""
        if self.errors:
            return
        facts = self.cleaned_data
        if not (facts["districts"] or facts["neighborhoods"]):
            raise forms.ValidationError(_("Choose at least one file."))
        if self._work.draft and self._work.is_behind:
            words = _(
                "Since you began this draft, version %(number)s came into force: your files would "
                "undo what it changed. Throw the draft away first, then bring your files."
            )
            raise forms.ValidationError(words % {"number": self._work.in_force.number})
        if self._work.packs is None:
            raise forms.ValidationError(
                _("The draft has mistakes. Throw it away first, then bring your files.")
            )
        mistakes = Mistakes()
        self._text = bring(Brought(**facts), self._work.packs[1], self._work.text, mistakes)
        of_fields = [each for each in mistakes.found if each.where in self.fields]
        for mistake in of_fields:
            self.add_error(mistake.where, wording.told_mistake(replace(mistake, where=""), ""))
        rest = [each for each in mistakes.found if each not in of_fields]
        for words in wording.told_mistakes(rest, ""):
            self.add_error(None, words)

    def text(self) -> str:
        """Return the draft."""
        return self._text


def _read(file: "UploadedFile[Any] | None") -> tuple[str, str] | None:
    if file is None:
        return None
    content = file.read(_MEGABYTES * 1_000_000 + 1)
    if len(content) > _MEGABYTES * 1_000_000:
        raise forms.ValidationError(
            _("The file is larger than %(most)s MB. Simplify the lines, or bring it in parts."),
            params={"most": _MEGABYTES},
        )
    try:
        return str(file.name), content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        raise forms.ValidationError(
            _("The file is no text in UTF-8. Save it so, and choose it again.")
        ) from error


@dataclass(frozen=True)
class Gone:
    """A place that would be retired, the open applications there, and the rules that name it."""

    name: str
    open_cases: int
    rules: int


@dataclass(frozen=True)
class GoneDistrict:
    """A district that would be retired, with the names of its neighborhoods, which go with it."""

    name: str
    neighborhoods: list[str]


@dataclass(frozen=True)
class Effects:
    """The effects of a draft of boundaries on the places of the city."""

    new: list[str]
    changed: list[str]
    gone: list[Gone]
    gone_districts: list[GoneDistrict]

    @property
    def open_cases(self) -> int:
        """Return how many open applications are in removed places, each counted once."""
        return sum(each.open_cases for each in self.gone)

    @property
    def rules(self) -> int:
        """Return how many routing rules in force name a removed place and would never fit again."""
        return sum(each.rules for each in self.gone)


def effects_of(asker: User, work: Work) -> Effects | None:
    """Return what a draft changes; None where nothing does, or it cannot be read."""
    if not work.changed or work.packs is None:
        return None
    found = compare(work.document.kind, *work.packs)
    went = [each for each in found if each.what == "removed"]
    return Effects(
        new=[each.name for each in found if each.what == "added"],
        changed=[each.name for each in found if each.what == "changed"],
        gone=list(_gone(went, open_in_places(asker), _rules_in_force())) if went else [],
        gone_districts=list(_gone_districts(went)),
    )


def _rules_in_force() -> Mapping[str, int]:
    """Return the number of routing rules that name each place, by its key."""
    version = queries.version_in_force()
    rules = queries.rules_of(version) if version else ()
    return Counter(each.neighborhood or each.district or "" for each in rules)


def _gone(
    went: list[Change], counts: Mapping[str, int], rules: Mapping[str, int]
) -> Iterator[Gone]:
    """Yield each removed place; a district counts cases outside its removed neighborhoods."""
    for each in went:
        inside = sum(
            counts.get(other.key, 0) for other in went if other.key.startswith(f"{each.key}/")
        )
        yield Gone(each.name, counts.get(each.key, 0) - inside, rules.get(each.key, 0))


def _gone_districts(went: list[Change]) -> Iterator[GoneDistrict]:
    """Yield each removed district that had neighborhoods."""
    for each in went:
        inside = [other for other in went if other.key.startswith(f"{each.key}/")]
        if inside:
            names = [other.name.removesuffix(f" ({each.name})") for other in inside]
            yield GoneDistrict(each.name, names)
