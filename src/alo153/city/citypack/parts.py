"""The content of a city's files, as plain values. No database."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import time
from typing import Any, Final

from alo153.accounts.roles import Bundle
from alo153.city.citypack.mistakes import Spot
from alo153.city.citypack.pauses import PauseLine
from alo153.city.citypack.queue_parts import ListsLine, MediumLine, WindowLine, WrittenLine
from alo153.city.citypack.retention import Retention
from alo153.city.partner_tables import ReplyForm
from alo153.city.rules.calendar import WEEKDAYS, Standard
from alo153.city.rules.questions import TopicQuestion
from alo153.city.rules.routing import Reasons, Rule

Span = tuple[time, time | None]
"""From and to; None is midnight at the end of the day."""
ALL_DAY: Span = (time.min, None)
AROUND_THE_CLOCK = tuple((ALL_DAY,) for _ in WEEKDAYS)


@dataclass(frozen=True, kw_only=True)
class CityFacts:
    """city.toml"""

    name: str
    short_name: str
    province: str
    country: str
    timezone: str
    language: str
    number: str
    emergency_number: str
    link_domain: str
    sms_sender: str
    email_sender: str
    accent: str
    accent_on_dark: str
    map_lat: float
    map_lon: float
    map_bounds: tuple[float, ...]
    base_map_url: str
    working_time: Mapping[str, Any]
    question_days: int
    # Fields of quiet_hours.QuietHours; empty without any
    quiet_hours: Mapping[str, str]
    # Spellings by what they ask for: sms_keywords.NAMES
    sms_keywords: Mapping[str, list[str]]
    # When chats are answered: for each day, Monday first, spans like ["08:30", "17:30"]
    chat_hours: list[list[list[str | None]]]
    # Fields of closing.ClosingPolicy
    closing: Mapping[str, int]
    # When a case is offered as likely the same matter: fields of cases' policy of duplicates
    duplicates: Mapping[str, float]


@dataclass(frozen=True, kw_only=True)
class UnitLine:
    """One unit of units.toml."""

    spot: Spot
    slug: str
    name: str
    kind: str
    parent: str
    phone: str
    email: str
    say: str


@dataclass(frozen=True, kw_only=True)
class ContactLine:
    """Somebody of contacts.toml whom an agent asks into a call."""

    spot: Spot
    slug: str
    name: str
    role: str
    phone: str


@dataclass(frozen=True, kw_only=True)
class DistrictLine:
    """One line of districts.csv, with its area where boundaries.geojson has one."""

    spot: Spot
    slug: str
    name: str
    municipality: str
    area: Mapping[str, Any] | None = None


@dataclass(frozen=True, kw_only=True)
class NeighborhoodLine:
    """One line of neighborhoods.csv, with its area where boundaries.geojson has one.

    Both degrees are known or neither.
    """

    spot: Spot
    district: str
    slug: str
    name: str
    population: int | None
    lat: float | None
    lon: float | None
    area: Mapping[str, Any] | None = None

    @property
    def key(self) -> str:
        """Return "district/neighborhood", unique in the city."""
        return f"{self.district}/{self.slug}"


@dataclass(frozen=True, kw_only=True)
class TopicLine:
    """One topic of topics.toml, with what it took from its group filled in."""

    spot: Spot
    slug: str
    name: str
    group: str
    keywords: tuple[str, ...]
    kind: str
    information_only: bool
    confidential: bool
    responsibility: str
    unit: str
    standard: Standard | None
    promise: str
    say: str
    # By outcome: values of evidence.Evidence
    evidence: Mapping[str, tuple[str, ...]]
    question: tuple[TopicQuestion, ...] = ()


@dataclass(frozen=True, kw_only=True)
class GroupLine:
    """One group of topics.toml."""

    spot: Spot
    slug: str
    name: str
    topics: tuple[TopicLine, ...]


@dataclass(frozen=True, kw_only=True)
class KindLine:
    """One kind of application of kinds.toml; a number is 0 where its step is not allowed.

    `extension` and `interim` are new totals in the unit of `standard`; `pay_within` counts working
    days.
    """

    spot: Spot
    slug: str
    name: str
    law: str = ""
    say: str = ""
    needs: tuple[str, ...] = ()
    anonymous: bool = False
    hold: bool = False
    standard: Standard | None = None
    extension: int = 0
    interim: int = 0
    pay_within: int = 0
    forward_and_inform: bool = False
    register: str = ""


@dataclass(frozen=True, kw_only=True)
class Kinds:
    """The content of kinds.toml. `telling`: the times of notices about a clock, in working days."""

    kinds: tuple[KindLine, ...]
    telling: Mapping[str, int]


@dataclass(frozen=True, kw_only=True)
class Voice:
    """voice.toml: what callers hear, by name of the sound."""

    language: str
    sounds: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class QueueLine:
    """One queue of queues.toml; times in seconds, `priority` in minutes of waiting."""

    spot: Spot
    key: str
    name: str
    skill: str = ""
    levels: tuple[tuple[float, int], ...] = ((0.0, 1),)
    priority: float = 0.0
    hours: tuple[tuple[Span, ...], ...] = AROUND_THE_CLOCK
    holidays: str = "closed"
    overflow_after: float | None = None
    overflow_to: str = ""
    unattended_after: float | None = None
    longest_wait: float | None = None
    goal_percent: int | None = None
    goal_seconds: int | None = None
    closed: str = "announce"
    closed_to: str = ""
    language: str = ""
    video: bool = False
    whisper: str = ""


@dataclass(frozen=True, kw_only=True)
class Queues:
    """The content of queues.toml: skills with their labels, the queues in their order, windows for
    call-backs, media that are offered to agents, and the limits of lists.
    """

    skills: Mapping[str, str] = field(default_factory=dict)
    queues: tuple[QueueLine, ...] = ()
    windows: tuple[WindowLine, ...] = ()
    written: WrittenLine = field(default_factory=WrittenLine)
    media: tuple[MediumLine, ...] = ()
    lists: ListsLine = field(default_factory=ListsLine)


@dataclass(frozen=True, kw_only=True)
class NumberLine:
    """One public number of numbers.toml, in the spellings of the network: where it leads.

    An empty `menu` is the start of the voice menu; `queue` stands for the general one.
    """

    spot: Spot
    key: str
    name: str
    dialed: tuple[str, ...]
    menu: str = ""
    queue: str = "general"


@dataclass(frozen=True, kw_only=True)
class ServiceLine:
    """A service of a communication center: the letter of its numbers, names."""

    spot: Spot
    letter: str
    names: Mapping[str, str]


@dataclass(frozen=True, kw_only=True)
class OfficeLine:
    """One communication center of offices.toml, with so many desks."""

    spot: Spot
    slug: str
    name: str
    address: str
    desks: int
    hours: tuple[tuple[Span, ...], ...]
    services: tuple[ServiceLine, ...]


@dataclass(frozen=True, kw_only=True)
class Offices:
    """The content of offices.toml.

    Visitors with `priority_names` are called as if they had come `priority_minutes` earlier. The
    scan of a visitor's card is deleted after `identity_scan_days` at the latest.
    """

    identity_scan_days: int = 30
    priority_minutes: int = 0
    priority_names: Mapping[str, str] = field(default_factory=dict)
    offices: tuple[OfficeLine, ...] = ()


@dataclass(frozen=True, kw_only=True)
class PartnerLine:
    """One partner desk of partners.toml; what their words mean is under the folded words."""

    spot: Spot
    slug: str
    name: str
    kind: str
    topic: str
    relays_answers: bool
    standard: Standard | None
    every_morning: bool
    columns: Mapping[str, list[str]]
    kinds: Mapping[str, str]
    topics: Mapping[str, str]
    reply: ReplyForm


LOOK_WITHIN: Final = 10


@dataclass(frozen=True, kw_only=True)
class AlarmLine:
    """One alarm of alarms.toml: the fields of `units.alarms.Alarm`."""

    spot: Spot
    slug: str
    name: str
    phrases: tuple[str, ...]
    harmless: tuple[str, ...] = ()
    say: str = ""
    call: str = ""
    answer_hours: int = 0


@dataclass(frozen=True, kw_only=True)
class RoleLine:
    """One role of roles.toml; `newer` of its permissions are not in the file (ADR 82)."""

    spot: Spot
    bundle: Bundle
    newer: tuple[str, ...] = ()


@dataclass(frozen=True, kw_only=True)
class DemoStaff:
    """One member of staff of demo.toml."""

    spot: Spot
    username: str
    full_name: str
    email: str
    roles: tuple[str, ...]
    unit: str
    skills: Mapping[str, int] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class DemoCitizen:
    """One citizen of demo.toml."""

    spot: Spot
    full_name: str
    phone: str
    email: str
    note: str


@dataclass(frozen=True, kw_only=True)
class CityPack:
    """All files of `cities/<slug>/`, read and checked."""

    slug: str
    city: CityFacts
    texts: Mapping[str, Mapping[str, str]]
    units: tuple[UnitLine, ...]
    districts: tuple[DistrictLine, ...]
    neighborhoods: tuple[NeighborhoodLine, ...]
    groups: tuple[GroupLine, ...]
    rules: tuple[Rule, ...]
    reasons: Reasons
    voice: Voice
    kinds: Kinds
    roles: tuple[RoleLine, ...]
    queues: Queues = field(default_factory=Queues)
    numbers: tuple[NumberLine, ...] = ()
    pauses: tuple[PauseLine, ...] = ()
    retention: Retention = field(default_factory=Retention)
    # Times of the center.toml, by their names
    center: Mapping[str, int] = field(default_factory=dict)
    offices: Offices = field(default_factory=Offices)
    partners: tuple[PartnerLine, ...] = ()
    contacts: tuple[ContactLine, ...] = ()
    alarms: tuple[AlarmLine, ...] = ()
    # Minutes in which a person looks at one
    look_within: int = LOOK_WITHIN
    staff: tuple[DemoStaff, ...] = ()
    citizens: tuple[DemoCitizen, ...] = ()
    # By kind of document what capabilities above the city read themselves, as TOML says it
    plain: Mapping[str, Mapping[str, Any]] = field(default_factory=dict)
    # Line of each rule in routing.toml, by position
    rule_lines: Mapping[int, int] = field(default_factory=dict)

    @property
    def topics(self) -> tuple[TopicLine, ...]:
        """Return the topics of all groups, in the order of the file."""
        return tuple(topic for group in self.groups for topic in group.topics)
