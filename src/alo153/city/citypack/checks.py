"""Check that a city's files fit together: what one names, another must have."""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Protocol

from alo153.city.citypack.alarms import check_alarms
from alo153.city.citypack.kinds import check_kinds
from alo153.city.citypack.mistakes import Mistakes, Spot, suggestion
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.offices import check_offices
from alo153.city.citypack.partners import check_partners
from alo153.city.citypack.parts import CityPack, NeighborhoodLine, TopicLine
from alo153.city.citypack.pauses import check_pauses
from alo153.city.citypack.queues.lines import check_queues
from alo153.city.citypack.queues.numbers import check_numbers
from alo153.city.citypack.roles.lines import check_roles
from alo153.city.rules import phone, routing, texts

WHITE, DARK = "#ffffff", "#12181b"
# WCAG 2.2, level AA, text of normal size
LEAST_CONTRAST = 4.5
SOUNDS = frozenset(
    {
        "greeting",
        "please-hold",
        "your-position",
        "next-in-line",
        "many-waiting",
        "call-back-offer",
        "call-back-left",
        "closed",
        "blocked",
        "apology",
        "goodbye",
        *(f"fallback-{name}" for name in ("greeting", "wait", "message", "thanks")),
    }
    | {f"wait-{minutes}" for minutes in (1, 2, 3, 5, 10)}
    | {f"number-{n}" for n in (*range(1, 10), *range(10, 100, 10))}
)
_STAFF_FILE = "demo.toml"
_PROBLEMS = {
    phone.PhoneProblem.EMPTY: _("empty"),
    phone.PhoneProblem.LETTERS: _("letters"),
    phone.PhoneProblem.TOO_SHORT: _("too short"),
    phone.PhoneProblem.UNKNOWN: _("unknown"),
}


class Reachable(Protocol):
    """A line that has a telephone number."""

    @property
    def slug(self) -> str:
        """Return its fixed name."""

    @property
    def spot(self) -> Spot:
        """Return its place."""

    @property
    def phone(self) -> str:
        """Return the number as it was written."""


class Named(Protocol):
    """A line with a slug."""

    @property
    def slug(self) -> str:
        """Return the name for addresses."""
        ...

    @property
    def spot(self) -> Spot:
        """Return the place of the line."""
        ...


def check(pack: CityPack, folder: Path, mistakes: Mistakes) -> None:
    """Note every mistake that shows only when the files are read together."""
    _colors(pack, mistakes)
    _texts(pack, mistakes)
    _voice(pack, mistakes)
    _unique(pack.units, mistakes)
    _unique(pack.districts, mistakes)
    _unique(pack.contacts, mistakes)
    _unique(pack.offices.offices, mistakes)
    check_offices(pack, mistakes)
    _unique(pack.partners, mistakes)
    check_partners(pack, mistakes)
    _telephones(pack, mistakes)
    _unique([*pack.groups, *pack.topics], mistakes)
    _unique_neighborhoods(pack.neighborhoods, mistakes)
    _units(pack, mistakes)
    _places(pack, mistakes)
    for topic in pack.topics:
        _topic(topic, pack, mistakes)
    _rules(pack, mistakes)
    check_kinds(pack, mistakes)
    check_alarms(pack, mistakes)
    check_roles(pack, mistakes)
    check_queues(pack.queues, mistakes)
    check_numbers(pack.numbers, pack.queues, folder, mistakes)
    check_pauses(pack.pauses, pack.city.language, mistakes)
    _demo(pack, mistakes)


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colors like #0b6a5b (WCAG 2.2, relative luminance)."""
    dark, light = sorted((_luminance(one), _luminance(other)))
    return (light + 0.05) / (dark + 0.05)


def _luminance(color: str) -> float:
    red, green, blue = (_linear(int(color[i : i + 2], 16) / 255) for i in (1, 3, 5))
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


def _linear(part: float) -> float:
    straight = part <= 0.04045  # noqa: PLR2004 - the standard's own figure
    return part / 12.92 if straight else ((part + 0.055) / 1.055) ** 2.4


def _colors(pack: CityPack, mistakes: Mistakes) -> None:
    pairs = {
        "accent": (pack.city.accent, WHITE),
        "accent_on_dark": (pack.city.accent_on_dark, DARK),
    }
    for key, (color, ground) in pairs.items():
        if len(color) != len(WHITE) or color[0] != "#":
            continue
        found = contrast(color, ground)
        if found < LEAST_CONTRAST:
            what = _(
                "%(color)s on %(ground)s has a contrast of %(found)s, too little to read",
                color=color,
                ground=ground,
                found=f"{found:.1f}",
            )
            remedy = _("Choose a color with at least %(least)s", least=LEAST_CONTRAST)
            mistakes.add("city.toml", 0, f"colors, {key}", what, remedy)


def _texts(pack: CityPack, mistakes: Mistakes) -> None:
    language = pack.city.language
    if pack.texts and language and language not in pack.texts:
        remedy = _("Add a table [%(language)s] with all texts", language=language)
        mistakes.add(
            "texts.toml",
            0,
            "",
            _("has no texts in the city's language %(language)s", language=language),
            remedy,
        )
    for each, those in pack.texts.items():
        for key in texts.KEYS.keys() - those.keys():
            mistakes.add(
                "texts.toml",
                0,
                f"{each}, {key}",
                _("is missing"),
                _("Add a line %(key)s = ...", key=key),
            )
        for key, template in those.items():
            _text(f"{each}, {key}", key, template, mistakes)


def _text(where: str, key: str, template: str, mistakes: Mistakes) -> None:
    if key not in texts.KEYS:
        advice = suggestion(key, texts.KEYS, _("Remove it"))
        mistakes.add("texts.toml", 0, where, _("is not known"), advice)
        return
    known = texts.KEYS[key]
    try:
        unknown = texts.placeholders(template) - known
    except ValueError as error:
        mistakes.add(
            "texts.toml",
            0,
            where,
            _("cannot be filled in (%(error)s)", error=error),
            _("Write words in braces, like {code}"),
        )
        return
    for word in sorted(unknown):
        advice = suggestion(word, known, _("Use only: %(names)s", names=", ".join(sorted(known))))
        mistakes.add("texts.toml", 0, where, _("{%(word)s} is not known", word=word), advice)


def _voice(pack: CityPack, mistakes: Mistakes) -> None:
    if not pack.voice.sounds:
        return
    for name in sorted(SOUNDS - pack.voice.sounds.keys()):
        table = "numbers" if name.startswith("number-") else "prompts"
        key = name.removeprefix("number-")
        remedy = _("Add a line %(key)s = ... under [%(table)s]", key=key, table=table)
        mistakes.add("voice.toml", 0, f"{table}, {key}", _("is missing"), remedy)


def _telephones(pack: CityPack, mistakes: Mistakes) -> None:
    """Note numbers that an agent could not dial in the middle of a call."""
    if not phone.is_country(pack.city.country):
        return  # noted with city.toml
    lines: list[Reachable] = [*pack.contacts, *(unit for unit in pack.units if unit.phone)]
    for line in lines:
        try:
            phone.parse(line.phone, country=pack.city.country)
        except phone.PhoneError as error:
            example = phone.example(pack.city.country)
            remedy = _(
                "Write it as people dial it, like %(example)s or %(number)s",
                example=example,
                number=pack.city.number,
            )
            what = _(
                '"%(phone)s" is no telephone number (%(value)s)',
                phone=line.phone,
                value=_PROBLEMS[error.problem],
            )
            mistakes.add(line.spot.file, line.spot.line, f"{line.slug}, phone", what, remedy)


def _unique(lines: Sequence[Named], mistakes: Mistakes) -> None:
    counts = Counter(line.slug for line in lines)
    seen = set()
    for line in lines:
        if line.slug and counts[line.slug] > 1 and line.slug in seen:
            what = _('"%(slug)s" is there %(value)s times', slug=line.slug, value=counts[line.slug])
            mistakes.add(line.spot.file, line.spot.line, "slug", what, _("Give each its own"))
        seen.add(line.slug)


def _unique_neighborhoods(lines: Iterable[NeighborhoodLine], mistakes: Mistakes) -> None:
    seen: set[str] = set()
    for line in lines:
        if line.key in seen:
            what = _('"%(value)s" is there more than once', value=line.key)
            mistakes.add(line.spot.file, line.spot.line, "slug", what, _("Give each its own"))
        seen.add(line.key)


def _named(
    word: str, known: Iterable[str], spot: Spot, where: str, home: str, mistakes: Mistakes
) -> None:
    """Note a name that its home file does not have; an unreadable home file is not repeated."""
    known = list(known)
    if word and known and word not in known:
        advice = suggestion(word, known, _("Add it to %(home)s or name another", home=home))
        mistakes.add(
            spot.file,
            spot.line,
            where,
            _('"%(word)s" is not in %(home)s', word=word, home=home),
            advice,
        )


def _units(pack: CityPack, mistakes: Mistakes) -> None:
    parents = {unit.slug: unit.parent for unit in pack.units}
    for unit in pack.units:
        where = f"unit {unit.slug}, parent"
        _named(unit.parent, parents, unit.spot, where, "units.toml", mistakes)
        if _is_own_ancestor(unit.slug, parents):
            remedy = _("Let the chain of parents end at a unit without one")
            mistakes.add(unit.spot.file, unit.spot.line, where, _("is below itself"), remedy)


def _is_own_ancestor(slug: str, parents: Mapping[str, str]) -> bool:
    above, steps = parents.get(slug, ""), 0
    while above and above != slug and steps < len(parents):
        above, steps = parents.get(above, ""), steps + 1
    return bool(above)


def _places(pack: CityPack, mistakes: Mistakes) -> None:
    units = [unit.slug for unit in pack.units]
    districts = [district.slug for district in pack.districts]
    for district in pack.districts:
        _named(district.municipality, units, district.spot, "municipality", "units.toml", mistakes)
    for line in pack.neighborhoods:
        _named(line.district, districts, line.spot, "district", "districts.csv", mistakes)
        _inside(line, pack.city.map_bounds, mistakes)


def _inside(line: NeighborhoodLine, bounds: tuple[float, ...], mistakes: Mistakes) -> None:
    if line.lat is None or line.lon is None or not bounds:
        return
    west, south, east, north = bounds
    if not (west <= line.lon <= east and south <= line.lat <= north):
        what = _(
            "%(name)s (%(lat)s, %(lon)s) lies outside the map's bounds",
            name=line.name,
            lat=line.lat,
            lon=line.lon,
        )
        remedy = _("Correct the point (lat first, then lon) or the bounds in city.toml")
        mistakes.add(line.spot.file, line.spot.line, "lat, lon", what, remedy)


def _topic(topic: TopicLine, pack: CityPack, mistakes: Mistakes) -> None:
    units = {unit.slug: unit for unit in pack.units}
    spot = topic.spot
    _named(topic.unit, units, spot, f"topic {topic.slug}, unit", "units.toml", mistakes)
    unit = units.get(topic.unit)
    if topic.responsibility == "outside" and unit and (unit.kind != "outside" or not unit.say):
        what = _('"%(slug)s" is not an outside party with a text to say', slug=unit.slug)
        remedy = _("Name one whose kind is outside and fill in its say")
        mistakes.add(spot.file, spot.line, f"topic {topic.slug}, unit", what, remedy)
    if topic.confidential and topic.information_only:
        remedy = _("Take one of the two lines away: without a case there is nothing to keep secret")
        what = _("is confidential and information_only at once")
        mistakes.add(spot.file, spot.line, f"topic {topic.slug}, confidential", what, remedy)
    if topic.information_only:
        return
    if not topic.unit and not _has_own_rule(topic, pack):
        remedy = _("Give it a unit, or a rule in routing.toml without a place")
        mistakes.add(spot.file, spot.line, f"topic {topic.slug}", _("goes to no unit"), remedy)
    if topic.standard is None and topic.responsibility != "outside":
        remedy = _('Add standard = "... working days", to it or to its group')
        mistakes.add(spot.file, spot.line, f"topic {topic.slug}", _("promises no time"), remedy)


def _has_own_rule(topic: TopicLine, pack: CityPack) -> bool:
    return any(
        rule.topic in {topic.slug, topic.group}
        and not (rule.place or rule.district or rule.neighborhood)
        for rule in pack.rules
    )


def _rules(pack: CityPack, mistakes: Mistakes) -> None:
    topics = [group.slug for group in pack.groups] + [topic.slug for topic in pack.topics]
    known = {
        "topic": (topics, "topics.toml"),
        "district": ([line.slug for line in pack.districts], "districts.csv"),
        "neighborhood": ([line.key for line in pack.neighborhoods], "neighborhoods.csv"),
        "unit": ([u.slug for u in pack.units] + [routing.DISTRICT_MUNICIPALITY], "units.toml"),
    }
    for rule in pack.rules:
        spot = Spot(file="routing.toml", line=pack.rule_lines[rule.position])
        for key, (names, home) in known.items():
            word = getattr(rule, key) or ""
            _named(word, names, spot, f"rule {rule.position}, {key}", home, mistakes)
    group_of = {topic.slug: topic.group for topic in pack.topics}
    for rule, earlier in routing.unreachable(pack.rules, group_of):
        line, where = pack.rule_lines[rule.position], f"rule {rule.position}"
        what = _(
            "can never decide: rule %(position)s above it always fits first",
            position=earlier.position,
        )
        mistakes.add("routing.toml", line, where, what, _("Move it above that rule, or remove it"))


def _demo(pack: CityPack, mistakes: Mistakes) -> None:
    units = [unit.slug for unit in pack.units]
    roles = [line.bundle.key for line in pack.roles]
    for person in pack.staff:
        where = f"staff {person.username}"
        _named(person.unit, units, person.spot, f"{where}, unit", "units.toml", mistakes)
        for skill in person.skills:
            home = "[skills] of queues.toml"
            _named(skill, pack.queues.skills, person.spot, f"{where}, skills", home, mistakes)
        for role in person.roles:
            if roles and role not in roles:
                advice = suggestion(role, roles, _("Use one of: %(names)s", names=", ".join(roles)))
                what = _('there is no role "%(role)s"', role=role)
                mistakes.add(_STAFF_FILE, person.spot.line, f"{where}, roles", what, advice)
    for citizen in pack.citizens if phone.is_country(pack.city.country) else ():
        try:
            phone.parse(citizen.phone, country=pack.city.country)
        except phone.PhoneError:
            what = _('"%(value)s" is no telephone number', value=citizen.phone)
            remedy = _("Write it like %(value)s", value=phone.example(pack.city.country))
            where = f"citizen {citizen.full_name}, phone"
            mistakes.add(_STAFF_FILE, citizen.spot.line, where, what, remedy)
