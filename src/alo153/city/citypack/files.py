"""Read each file of a city into its values."""

import re
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from alo153.city.citypack import alarms, parts
from alo153.city.citypack.boundaries.places import read_places
from alo153.city.citypack.casework.closing import read_closing
from alo153.city.citypack.casework.duplicates import read_duplicates
from alo153.city.citypack.casework.topics import read_topics
from alo153.city.citypack.kinds import read_kinds
from alo153.city.citypack.messaging import (
    read_chat_hours,
    read_quiet_hours,
    read_sms_keywords,
)
from alo153.city.citypack.mistakes import Mistakes
from alo153.city.citypack.mistakes import Words as _
from alo153.city.citypack.offices import read_offices
from alo153.city.citypack.partners import read_partners
from alo153.city.citypack.pauses import read_pauses
from alo153.city.citypack.queues import lines as queues
from alo153.city.citypack.queues import numbers
from alo153.city.citypack.queues.center import read_center
from alo153.city.citypack.retention import read_retention
from alo153.city.citypack.roles.lines import read_roles
from alo153.city.citypack.typed_values import Table, TomlFile
from alo153.city.rules.calendar import WEEKDAYS, from_data, has_holidays
from alo153.city.rules.phone import is_country
from alo153.city.rules.routing import PlaceLayer, Reasons, Rule

UNIT_KINDS = ("department", "affiliate", "outside")
SKILL_LEVELS = range(1, 6)

_COLOR = re.compile(r"#[0-9a-fA-F]{6}")
_DOMAIN = re.compile(r"[a-z0-9.-]+(:\d+)?")
# Days a citizen has to answer, where city.toml does not say
_QUESTION_DAYS = 7
MOST_QUESTION_DAYS = 90
# Read by the telephone, by planning and by knowledge, which check them, too
_PLAIN = ("menu", "voice", "law", "feeds")
_DIGITS = re.compile(r"\d{3,12}")
_SENDER = re.compile(r"[A-Z0-9]{3,11}")
_EMAIL = re.compile(r"[^@\s]+@[^@\s]+\.[^@\s]+")


def read(folder: Path, mistakes: Mistakes) -> parts.CityPack:
    """Return the files' values as far as they can be read, noting every mistake."""
    rules, lines, reasons = read_routing(TomlFile(folder / "routing.toml", mistakes))
    heard, look_within = alarms.read_alarms(TomlFile(folder / alarms.FILE, mistakes))
    staff, citizens = _demo(TomlFile(folder / "demo.toml", mistakes))
    city = read_city(folder, mistakes)
    districts, neighborhoods = read_places(folder, city, mistakes)
    return parts.CityPack(
        slug=folder.name,
        city=city,
        texts=_texts(TomlFile(folder / "texts.toml", mistakes)),
        units=_units(TomlFile(folder / "units.toml", mistakes)),
        districts=districts,
        neighborhoods=neighborhoods,
        groups=read_topics(TomlFile(folder / "topics.toml", mistakes)),
        rules=rules,
        rule_lines=lines,
        reasons=reasons,
        voice=_voice(TomlFile(folder / "voice.toml", mistakes)),
        kinds=read_kinds(TomlFile(folder / "kinds.toml", mistakes)),
        queues=queues.read_queues(TomlFile(folder / queues.FILE, mistakes)),
        numbers=numbers.read_numbers(folder, mistakes),
        pauses=read_pauses(folder, mistakes),
        retention=read_retention(folder, mistakes),
        center=read_center(folder, mistakes),
        offices=read_offices(folder, mistakes),
        partners=read_partners(folder, mistakes),
        roles=read_roles(folder, mistakes),
        alarms=heard,
        look_within=look_within,
        contacts=_contacts(TomlFile(folder / "contacts.toml", mistakes)),
        staff=staff,
        citizens=citizens,
        plain={kind: _plain(folder / f"{kind}.toml") for kind in _PLAIN},
    )


def _plain(path: Path) -> Mapping[str, Any]:
    """Return the content of a file that its readers check; nothing if it cannot be read."""
    return TomlFile(path, Mistakes()).data or {}


def read_city(folder: Path, mistakes: Mistakes) -> parts.CityFacts:
    """Read `city.toml`, noting every mistake."""
    root = TomlFile(folder / "city.toml", mistakes).root
    colors, here = root.table("colors"), root.table("map")
    city = parts.CityFacts(
        name=root.text("name"),
        short_name=root.text("short_name"),
        province=root.text("province"),
        country=_country(root),
        timezone=root.text("timezone"),
        language=root.text("language", pattern=re.compile("[a-z]{2}"), remedy=_("Write tr or en")),
        number=root.text("number", pattern=_DIGITS, remedy=_("Write only digits, in quotes")),
        emergency_number=_emergency(root),
        link_domain=root.text(
            "link_domain", pattern=_DOMAIN, remedy=_("Like 153.city.gov, no https")
        ),
        sms_sender=root.text(
            "sms_sender", pattern=_SENDER, remedy=_("3 to 11 letters A-Z or digits")
        ),
        email_sender=root.text("email_sender", pattern=_EMAIL, remedy=_("Write name@domain")),
        accent=colors.text("accent", pattern=_COLOR, remedy=_("Write a color like #0b6a5b")),
        accent_on_dark=colors.text("accent_on_dark", pattern=_COLOR, remedy=_("Like #5ed0b9")),
        map_lat=here.number("lat"),
        map_lon=here.number("lon"),
        map_bounds=_bounds(here),
        base_map_url=here.text("base_map_url", ""),
        working_time=_working_time(root),
        question_days=_question_days(root),
        quiet_hours=read_quiet_hours(root),
        sms_keywords=read_sms_keywords(root),
        chat_hours=read_chat_hours(root),
        closing=read_closing(root),
        duplicates=read_duplicates(root),
    )
    for table in (root, colors, here):
        table.done()
    return city


def _emergency(root: Table) -> str:
    short, remedy = re.compile(r"\d{3,5}"), _('Write three to five digits, in quotes: "112"')
    return root.text("emergency_number", pattern=short, remedy=remedy)


def _question_days(root: Table) -> int:
    days = root.value("question_days", _QUESTION_DAYS)
    if isinstance(days, int) and not isinstance(days, bool) and 0 < days <= MOST_QUESTION_DAYS:
        return days
    root.wrong(
        "question_days",
        _("%(value)s is no number of days", value=repr(days)),
        _("Write %(least)s to %(most)s, without quotes", least=1, most=MOST_QUESTION_DAYS),
    )
    return _QUESTION_DAYS


def _bounds(here: Table) -> tuple[float, ...]:
    here.taken.add("bounds")
    value = here.data.get("bounds")
    if (
        isinstance(value, list)
        and len(value) == 4  # noqa: PLR2004 - the four sides of a box
        and all(isinstance(each, int | float) for each in value)
        and value[0] < value[2]
        and value[1] < value[3]
    ):
        return tuple(float(each) for each in value)
    here.wrong("bounds", _("is not a box"), _("Write [west, south, east, north] in degrees"))
    return ()


def _working_time(root: Table) -> Mapping[str, object]:
    table = root.table("working_time")
    leave = table.table("leave")
    data = {
        "opens": table.text("opens"),
        "closes": table.text("closes"),
        "half_day_closes": table.text("half_day_closes"),
        "weekdays": list(table.words("weekdays", required=True)),
        "leave": leave.rest(),
    }
    table.done()
    unknown = set(data["weekdays"]) - set(WEEKDAYS)
    if unknown or table.data.get("weekdays") == []:
        table.wrong(
            "weekdays",
            _("%(value)s are not days", value=sorted(unknown)),
            _("Use %(names)s", names=", ".join(WEEKDAYS)),
        )
    elif all(data[key] for key in ("opens", "closes", "half_day_closes")):
        _try_calendar(root, table, data)
    return data


def _country(root: Table) -> str:
    code, remedy = re.compile("[A-Z]{2}"), _("Two capital letters, like TR or US (ISO 3166)")
    country = root.text("country", pattern=code, remedy=remedy)
    if code.fullmatch(country) and not (is_country(country) and has_holidays(country)):
        root.wrong(
            "country",
            _('"%(country)s" is no country whose numbers and feasts we know', country=country),
            remedy,
        )
    return country


def _try_calendar(root: Table, table: Table, data: Mapping[str, object]) -> None:
    try:
        found = from_data(data, str(root.data.get("timezone")), str(root.data.get("country")))
        # Without working time nothing would ever be due (CalendarError)
        never_opens = found.closes <= found.opens
    except (ValueError, TypeError, AttributeError, LookupError, OSError) as error:
        table.wrong(
            "",
            _("cannot be used (%(error)s)", error=error),
            _("Write hours like 08:30, dates like 2026-05-25"),
        )
        return
    if never_opens:
        table.wrong(
            "closes",
            _("%(ends)s is not after it begins", ends=f"{found.closes:%H:%M}"),
            _("Write a later hour"),
        )


def _texts(source: TomlFile) -> dict[str, dict[str, str]]:
    texts = {}
    for language in source.root.rest():
        table = source.root.table(language)
        texts[language] = {key: table.text(key) for key in table.data}
    return texts


def _units(source: TomlFile) -> tuple[parts.UnitLine, ...]:
    units = tuple(_unit(table) for table in source.root.tables("unit", "unit"))
    source.root.done()
    return units


def _unit(table: Table) -> parts.UnitLine:
    unit = parts.UnitLine(
        spot=table.spot,
        slug=table.slug(),
        name=table.text("name", longest=160),
        kind=table.choice("kind", UNIT_KINDS),
        parent=table.slug("parent", ""),
        phone=table.text("phone", ""),
        email=table.text("email", "", pattern=_EMAIL, remedy=_("Write name@domain")),
        say=table.text("say", ""),
    )
    table.done()
    return unit


def _contacts(source: TomlFile) -> tuple[parts.ContactLine, ...]:
    contacts = tuple(_contact(table) for table in source.root.tables("contact", "contact"))
    source.root.done()
    return contacts


def _contact(table: Table) -> parts.ContactLine:
    contact = parts.ContactLine(
        spot=table.spot,
        slug=table.slug(),
        name=table.text("name", longest=160),
        role=table.text("role", longest=80),
        phone=table.text("phone", longest=20),
    )
    table.done()
    return contact


def read_routing(source: TomlFile) -> tuple[tuple[Rule, ...], dict[int, int], Reasons]:
    """Return the rules, the line of each by its position, and the reasons without a rule."""
    tables = source.root.tables("rule", "rule", required=False)
    rules = tuple(_rule(table, position) for position, table in enumerate(tables, 1))
    lines = {position: table.line for position, table in enumerate(tables, 1)}
    table = source.root.table("reasons")
    reasons = Reasons(
        topic_unit=table.text("topic_unit"),
        place_unknown=table.text("place_unknown"),
        district_unknown=table.text("district_unknown"),
        nowhere=table.text("nowhere"),
    )
    table.done()
    source.root.done()
    return rules, lines, reasons


def _rule(table: Table, position: int) -> Rule:
    layer = table.choice("place", PlaceLayer, "")
    rule = Rule(
        position=position,
        topic=table.slug("topic", "") or None,
        place=PlaceLayer(layer) if layer else None,
        district=table.slug("district", "") or None,
        neighborhood=table.text("neighborhood", "") or None,
        unit=table.slug("unit"),
        reason=table.text("reason", longest=300),
    )
    table.done()
    return rule


def _voice(source: TomlFile) -> parts.Voice:
    prompts, numbers = source.root.table("prompts"), source.root.table("numbers")
    sounds = {key: prompts.text(key) for key in prompts.data}
    sounds |= {f"number-{key}": numbers.text(key) for key in numbers.data}
    voice = parts.Voice(language=source.root.text("language"), sounds=sounds)
    source.root.taken.add("languages")  # the voice menu that speaks them checks them
    if "spoken" in source.root.data:
        spoken = source.root.table("spoken")
        for word in spoken.data:
            spoken.text(word)
    source.root.done()
    return voice


def _demo(source: TomlFile) -> tuple[tuple[parts.DemoStaff, ...], tuple[parts.DemoCitizen, ...]]:
    staff = source.root.tables("staff", "staff", required=False)
    citizens = source.root.tables("citizen", "citizen", required=False)
    source.root.done()
    return tuple(map(_staff, staff)), tuple(map(_citizen, citizens))


def _staff(table: Table) -> parts.DemoStaff:
    staff = parts.DemoStaff(
        spot=table.spot,
        username=table.text("username"),
        full_name=table.text("full_name"),
        email=table.text("email", "", pattern=_EMAIL, remedy=_("Write name@domain")),
        roles=table.words("roles", required=True),
        unit=table.slug("unit", ""),
        skills=_skills(table),
    )
    table.done()
    return staff


def _skills(table: Table) -> dict[str, int]:
    """Return the levels of an agent's skills, by skill."""
    value = table.value("skills", {})
    if not isinstance(value, dict) or not all(_is_level(level) for level in value.values()):
        table.wrong(
            "skills",
            _("%(value)s are no skills", value=repr(value)),
            _("Write { water = 3 }, levels 1 to 5"),
        )
        return {}
    return value


def _is_level(level: object) -> bool:
    return isinstance(level, int) and level in SKILL_LEVELS


def _citizen(table: Table) -> parts.DemoCitizen:
    citizen = parts.DemoCitizen(
        spot=table.spot,
        full_name=table.text("full_name"),
        phone=table.text("phone"),
        email=table.text("email", "", pattern=_EMAIL, remedy=_("Write name@domain")),
        note=table.text("note", "", longest=300),
    )
    table.done()
    return citizen
