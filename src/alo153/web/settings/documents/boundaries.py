"""Boundaries of districts and neighborhoods: brought as files, and what they change."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any, Final

from django import forms
from django.core.files.uploadedfile import UploadedFile
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from alo153.cases.life.open_in_places import open_in_places
from alo153.city.citypack.boundaries import Brought, bring
from alo153.city.citypack.documents import Change, compare
from alo153.city.citypack.mistakes import Mistakes
from alo153.web.settings.documents import wording
from alo153.web.settings.documents.working import Work

_MEGABYTES: Final = 12
_MOST_NAMED: Final = 50


class BoundariesForm(forms.Form):
    """Files of a map department; what is right with them becomes the draft."""

    use_required_attribute = False

    districts = forms.FileField(label=gettext_lazy("Districts"), required=False)
    neighborhoods = forms.FileField(
        label=gettext_lazy("Neighborhoods"),
        required=False,
        help_text=gettext_lazy(
            "GeoJSON in WGS 84 (EPSG:4326). What you do not bring stays as it is: the other level, "
            "and the neighborhoods of districts of which none is in the file."
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
        if self._work.packs is None:
            raise forms.ValidationError(
                _("The draft has mistakes. Throw it away first, then bring your files.")
            )
        mistakes = Mistakes()
        self._text = bring(Brought(**facts), self._work.packs[1], self._work.text, mistakes)
        for each in list(_told(mistakes)):
            self.add_error(None, each)

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


def _told(mistakes: Mistakes) -> Iterator[str]:
    for each in mistakes.found[:_MOST_NAMED]:
        yield wording.told_mistake(each, "")
    if (more := len(mistakes.found) - _MOST_NAMED) > 0:
        yield _("And %(more)s more.") % {"more": more}


@dataclass(frozen=True)
class Gone:
    """A place that would be retired, and the open applications that lie there."""

    name: str
    open_cases: int


@dataclass(frozen=True)
class Effects:
    """The effects of a draft of boundaries on the places of the city."""

    new: list[str]
    changed: list[str]
    gone: list[Gone]

    @property
    def open_cases(self) -> int:
        """Return how many open applications are in removed places, each counted once."""
        return sum(each.open_cases for each in self.gone)


def effects_of(work: Work) -> Effects | None:
    """Return what a draft changes; None where nothing does, or it cannot be read."""
    if not work.changed or work.packs is None:
        return None
    found = compare(work.document.kind, *work.packs)
    went = [each for each in found if each.what == "removed"]
    return Effects(
        new=[each.name for each in found if each.what == "added"],
        changed=[each.name for each in found if each.what == "changed"],
        gone=list(_gone(went, open_in_places() if went else {})),
    )


def _gone(went: list[Change], counts: Mapping[str, int]) -> Iterator[Gone]:
    """Yield each removed place; a district counts cases outside its removed neighborhoods."""
    for each in went:
        inside = sum(
            counts.get(other.key, 0) for other in went if other.key.startswith(f"{each.key}/")
        )
        yield Gone(each.name, counts.get(each.key, 0) - inside)
