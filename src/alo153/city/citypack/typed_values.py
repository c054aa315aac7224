"""Read TOML tables and CSV rows value by value; each mistake is noted and reading continues."""

import csv
import re
import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from alo153.city.citypack.mistakes import Mistakes, Spot, suggestion
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.toml_errors import misspelling

SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
LONGEST_LABEL = 60
_LANGUAGE = re.compile(r"[a-z]{2}")
SLUG_REMEDY = _("Use small letters a-z, digits and single hyphens, like park-ve-bahceler")

_TEXT_REMEDY = _("Write a text between quotes")


def labels_remedy(key: str) -> str:
    """Return how names by language are written."""
    return _('Write %(key)s = { en = "agent" }, with the language of the city first', key=key)


@dataclass
class Table:
    """One table of a TOML file. Getters return an empty value after noting a mistake."""

    source: "TomlFile"
    data: Mapping[str, Any]
    line: int
    label: str
    taken: set[str] = field(default_factory=set)

    @property
    def spot(self) -> Spot:
        """Return where the table begins."""
        return Spot(file=self.source.name, line=self.line)

    def wrong(self, key: str, what: str, remedy: str) -> None:
        """Note a mistake about one key."""
        where = f"{self.label}, {key}" if self.label and key else self.label or key
        line = self.source.line_of_key(key, self.line) if key else self.line
        self.source.mistakes.add(self.source.name, line, where, what, remedy)

    def text(
        self,
        key: str,
        default: str | None = None,
        *,
        pattern: re.Pattern[str] | None = None,
        remedy: str = _TEXT_REMEDY,
        longest: int | None = None,
    ) -> str:
        """Return a text; without a default it must be there and not be empty."""
        value = self._get(key, default)
        if value is None:
            return ""
        if not isinstance(value, str) or (default is None and not value.strip()):
            self.wrong(key, _("%(value)s is not a text", value=repr(value)), remedy)
            return ""
        if pattern and value and not pattern.fullmatch(value):
            self.wrong(key, _('"%(value)s" cannot be used here', value=value), remedy)
        if longest and len(value) > longest:
            self.wrong(
                key,
                _("has %(value)s characters", value=len(value)),
                _("Shorten it to at most %(most)s", most=longest),
            )
        return value.strip()

    def slug(self, key: str = "slug", default: str | None = None) -> str:
        """Return a name for addresses."""
        return self.text(key, default, pattern=SLUG, remedy=SLUG_REMEDY)

    def choice(self, key: str, choices: Iterable[str], default: str | None = None) -> str:
        """Return one of the given words."""
        allowed = list(choices)
        value = self.text(key, default)
        if value and value not in allowed:
            advice = _("Use one of: %(names)s", names=", ".join(allowed))
            self.wrong(
                key, _('"%(value)s" is not known', value=value), suggestion(value, allowed, advice)
            )
            return ""
        return value

    def number(self, key: str) -> float:
        """Return a number of any kind; 0, with a mistake written down, if it is none."""
        value = self._get(key, None)
        if value is None:
            return 0.0
        if isinstance(value, bool) or not isinstance(value, int | float):
            self.wrong(
                key,
                _("%(value)s is not a number", value=repr(value)),
                _("Write it without quotes, like 40.76"),
            )
            return 0.0
        return float(value)

    def count(self, key: str, allowed: range) -> int:
        """Return a whole number within bounds; the lowest after noting a mistake."""
        value = self._get(key, None)
        if isinstance(value, int) and not isinstance(value, bool) and value in allowed:
            return value
        if value is not None:
            remedy = _(
                "Write %(least)s to %(most)s, without quotes", least=allowed[0], most=allowed[-1]
            )
            self.wrong(key, _("%(value)s is no number that fits", value=repr(value)), remedy)
        return allowed[0]

    def flag(self, key: str) -> bool:
        """Return true or false; false when left out."""
        value = self._get(key, False)
        if not isinstance(value, bool):
            self.wrong(
                key,
                _("%(value)s is not true or false", value=repr(value)),
                _("Write true or false, no quotes"),
            )
        return value is True

    def words(self, key: str, *, required: bool = False) -> tuple[str, ...]:
        """Return a list of texts."""
        value = self._get(key, None if required else [])
        if value is None:
            return ()
        if not isinstance(value, list) or not all(isinstance(word, str) for word in value):
            self.wrong(
                key,
                _("%(value)s is not a list of texts", value=repr(value)),
                _('Write ["one", "two"]'),
            )
            return ()
        return tuple(value)

    def labels(self, key: str = "label") -> dict[str, str]:
        """Return what a thing is called, by language."""
        value, remedy = self._get(key, {}), labels_remedy(key)
        labels = value if isinstance(value, dict) else {}
        right = all(
            _LANGUAGE.fullmatch(language) and isinstance(text, str) and text.strip()
            for language, text in labels.items()
        )
        if not labels or not right:
            self.wrong(key, _("%(value)s says no name in any language", value=repr(value)), remedy)
            return {}
        if any(len(text) > LONGEST_LABEL for text in labels.values()):
            self.wrong(
                key,
                _("is too long"),
                _("Shorten it to at most %(most)s characters", most=LONGEST_LABEL),
            )
        return {language: text.strip() for language, text in labels.items()}

    def table(self, key: str) -> "Table":
        """Return a table inside; an empty one after noting that it is missing."""
        value = self._get(key, None)
        header = f"[{key}]"
        if value is not None and not isinstance(value, dict):
            self.wrong(
                key, _("is not a table"), _("Begin it with a line %(header)s", header=header)
            )
        data = value if isinstance(value, dict) else {}
        return Table(self.source, data, self.source.line_of_header(header), key)

    def tables(self, key: str, header: str, *, required: bool = True) -> list["Table"]:
        """Return the tables of a list, each with the line of its own header."""
        value = self._get(key, None if required else [])
        if value is None:
            return []
        if not isinstance(value, list) or not all(isinstance(each, dict) for each in value):
            self.wrong(
                key,
                _("is not a list of tables"),
                _("Begin each with a line [[%(header)s]]", header=header),
            )
            return []
        return [self._numbered(header, data) for data in value]

    def _numbered(self, header: str, data: Mapping[str, Any]) -> "Table":
        line = self.source.next_line_of_list(header)
        name = (
            data.get("slug")
            or data.get("key")
            or data.get("channel")
            or data.get("username")
            or data.get("full_name")
            or ""
        )
        return Table(self.source, data, line, f"{header.rpartition('.')[2]} {name}".strip())

    def value(self, key: str, default: Any) -> Any:
        """Return whatever is there, for values of more than one form."""
        return self._get(key, default)

    def rest(self) -> dict[str, Any]:
        """Return all keys not asked for yet, for tables with free keys."""
        free = {key: value for key, value in self.data.items() if key not in self.taken}
        self.taken.update(free)
        return free

    def done(self) -> None:
        """Note every key that nobody asked for: it is misspelled."""
        for key in self.data.keys() - self.taken:
            advice = _("Remove it; known here: %(names)s", names=", ".join(sorted(self.taken)))
            self.wrong(key, _("is not known"), suggestion(key, self.taken, advice))

    def _get(self, key: str, default: Any) -> Any:
        self.taken.add(key)
        if key in self.data:
            return self.data[key]
        if default is None:
            self.wrong(key, _("is missing"), _("Add a line %(key)s = ...", key=key))
        return default


class TomlFile:
    """One TOML file with its lines, so that a mistake can be pointed at."""

    def __init__(self, path: Path, mistakes: Mistakes) -> None:
        self.name = path.name
        self.mistakes = mistakes
        self.lines: list[str] = []
        self._lists: dict[str, int] = {}
        self.data = self._load(path)
        if self.data is None:
            # One mistake about a whole file is enough: what follows from it goes unheard.
            self.mistakes = Mistakes()
        self.root = Table(self, self.data or {}, 0, "")

    def _load(self, path: Path) -> dict[str, Any] | None:
        text = read_text(path, self.mistakes)
        if text is None:
            return None
        self.lines = text.splitlines()
        try:
            return tomllib.loads(text)
        # Also a number of thousands of digits, and brackets within thousands of brackets
        except (ValueError, RecursionError) as error:
            found = misspelling(error, self.lines)
            remedy = _("Correct the line; see https://toml.io for how TOML is written")
            self.mistakes.add(self.name, found.line, found.key, found.what, remedy)
            return None

    def line_of_header(self, header: str) -> int:
        """Return the line of a table's header, 0 if there is none."""
        return next((n for n, text in enumerate(self.lines, 1) if text.startswith(header)), 0)

    def next_line_of_list(self, header: str) -> int:
        """Return the line of the next table of this list; call once for each, in order."""
        mark, last = f"[[{header}]]", self._lists.get(header, 0)
        lines = enumerate(self.lines[last:], last + 1)
        line = next((n for n, text in lines if text.strip().startswith(mark)), last)
        self._lists[header] = line
        return line

    def line_of_key(self, key: str, begin: int) -> int:
        """Return the line of a key in the table that begins at a line, else that line."""
        for number, text in enumerate(self.lines[begin:], begin + 1):
            if text.strip().startswith("["):
                break
            if re.match(rf'\s*"?{re.escape(key)}"?\s*=', text):
                return number
        return begin


def read_text(path: Path, mistakes: Mistakes) -> str | None:
    """Return a file's text, or note that it is missing or not UTF-8."""
    try:
        return path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        mistakes.add(
            path.name, 0, "", _("is missing"), _("Copy it from cities/harborview and adapt it")
        )
    except UnicodeDecodeError:
        remedy = _('Save it again with the encoding "UTF-8"')
        mistakes.add(path.name, 0, "", _("is not UTF-8 text"), remedy)
    return None


@dataclass
class Row:
    """One line of a CSV file."""

    spot: Spot
    data: Mapping[str, str]
    mistakes: Mistakes

    def wrong(self, column: str, what: str, remedy: str) -> None:
        """Note a mistake about one column."""
        self.mistakes.add(self.spot.file, self.spot.line, column, what, remedy)

    def text(self, column: str) -> str:
        """Return a value that must not be empty."""
        value = self.data[column]
        if not value:
            self.wrong(column, _("is empty"), _("Fill it in or remove the line"))
        return value

    def slug(self, column: str) -> str:
        """Return a name for addresses."""
        value = self.text(column)
        if value and not SLUG.fullmatch(value):
            self.wrong(column, _('"%(value)s" cannot be used here', value=value), SLUG_REMEDY)
        return value

    def number(self, column: str) -> float | None:
        """Return a number, or None if the value is empty."""
        value = self.data[column]
        if not value:
            return None
        try:
            return float(value)
        except ValueError:
            self.wrong(
                column,
                _('"%(value)s" is not a number', value=value),
                _("Write it with a point, like 40.76"),
            )
            return None


def read_csv(path: Path, columns: tuple[str, ...], mistakes: Mistakes) -> list[Row]:
    """Return the rows of a comma-separated file with exactly these columns."""
    text = read_text(path, mistakes)
    if text is None:
        return []
    reader = csv.DictReader(text.splitlines())
    if tuple(reader.fieldnames or ()) != columns:
        remedy = _("Make the first line: %(names)s", names=",".join(columns))
        mistakes.add(path.name, 1, "", _("has other columns"), remedy)
        return []
    return [
        Row(
            Spot(file=path.name, line=reader.line_num),
            {column: (data[column] or "").strip() for column in columns},
            mistakes,
        )
        for data in reader
    ]
