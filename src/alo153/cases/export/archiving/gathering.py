"""Gather what a case left behind for the document of the archive; the caller has looked it up."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import asdict
from datetime import datetime

from django.utils.formats import date_format
from django.utils.translation import get_language
from django.utils.translation import gettext as _

from alo153.cases.export.archiving.document import Document, Entry, File, Section
from alo153.cases.life import receipts
from alo153.cases.models import Case, ClockEntry, Particulars, RegisterEntry, TopicAnswer
from alo153.cases.rules import codes
from alo153.cases.telling import proofs, timeline
from alo153.city import queries as unit_queries
from alo153.core import events
from alo153.core.history.sealing import chain, queries

_ENDINGS = {"image/jpeg": "jpg", "application/pdf": "pdf"}


def document_of(case: Case, *, at: datetime) -> Document:
    """Return the document of a case: facts, words, timeline, answers, times, seals, and its files.

    The document names a kept file that was deleted or changed.
    """
    city = unit_queries.city()
    files, troubles = _files(case)
    photos = tuple(file for file in files if file.is_photo)
    when = _moment(at)
    number = codes.display(case.tracking_code)
    return Document(
        title=f"{case.topic.name} · {number}",
        subtitle=_("%(city)s, as it stood on %(when)s") % {"city": city.name, "when": when},
        language=get_language() or city.language,
        author=city.name,
        made_at=at,
        sections=(
            Section(_("Application"), facts=tuple(_facts(case))),
            *_formal(case),
            Section(_("What the citizen said"), words=case.text, photos=photos),
            *_topic_answers(case),
            Section(_("Timeline"), entries=tuple(_timeline(case))),
            *_answers(case),
            Section(_("Times"), entries=tuple(_times(case))),
            Section(_("Seals"), facts=tuple(_seals(case))),
            Section(_("Attached files"), facts=tuple((f.name, f.note) for f in files)),
            *((Section(_("Files that could not be attached"), words=troubles),) * bool(troubles)),
        ),
        files=files,
        foot=f"{city.name} · {number} · {when}",
    )


def _facts(case: Case) -> Iterator[tuple[str, str]]:
    yield _("Tracking code"), codes.display(case.tracking_code)
    yield _("Kind"), case.kind.name
    yield _("Topic"), case.topic.name
    names = [case.district, case.neighborhood]
    place = ", ".join([*(each.name for each in names if each), *filter(None, [case.address])])
    if case.lat is not None:
        place = f"{place} ({case.lat:.5f}, {case.lon:.5f})".strip()
    yield _("Place"), place or _("not given")
    yield _("Opened"), f"{_moment(case.opened_at)}, {case.get_channel_display()}"
    if case.promised_at:
        yield _("Promised by"), _moment(case.promised_at)
    yield _("State"), str(case.get_state_display())
    if case.closed_at:
        yield _("Closed"), _moment(case.closed_at)
    yield _("Unit"), case.unit.name if case.unit else _("center")
    yield _("Who"), " · ".join(_people(case))


def _people(case: Case) -> Iterator[str]:
    if case.reporter is None:
        yield _("anonymous")
        return
    yield f"{case.reporter.name or _('name not known')} ({case.get_reporter_role_display()})"
    yield from case.reporter.identities.order_by("id").values_list("value", flat=True)


def _formal(case: Case) -> Iterator[Section]:
    brought = Particulars.objects.filter(case=case).first()
    if brought:
        facts = [
            (_("Home or work address"), brought.address),
            (_("Signature"), f"{brought.get_signature_display()} {brought.signature_reference}"),
            (_("Identity number"), brought.identity_number),
        ]
        yield Section(_("What the law asks for"), facts=_given(facts))
    entry = RegisterEntry.objects.filter(case=case).first()
    if entry:
        due = date_format(entry.due_date, "DATE_FORMAT") if entry.due_date else ""
        facts = [
            (_("Number there"), entry.number),
            (_("Arrived there on"), date_format(entry.arrived_date, "DATE_FORMAT")),
            (_("Due there on"), due),
        ]
        yield Section(entry.register, facts=_given(facts))


def _topic_answers(case: Case) -> Iterator[Section]:
    rows = TopicAnswer.objects.filter(case=case)
    if facts := _given((each.question, each.words) for each in rows):
        yield Section(_("Questions of the topic"), facts=facts)


def _given(facts: Iterable[tuple[str, str]]) -> tuple[tuple[str, str], ...]:
    return tuple((label, value) for label, value in facts if value.strip())


def _timeline(case: Case) -> Iterator[Entry]:
    for step in timeline.for_staff(case):
        yield Entry(_moment(step.at), step.title, step.who, step.detail)


def _answers(case: Case) -> Iterator[Section]:
    rows = case.answers.select_related("written_by", "approved_by", "duplicate_of")
    for row in rows:
        facts = [
            (_("Outcome"), str(row.get_outcome_display())),
            (_("Unit"), row.unit.name if row.unit else ""),
            (_("Written"), f"{_moment(row.written_at)}, {row.written_by}"),
            (_("Legal basis"), row.legal_basis),
            (
                _("Planned for"),
                date_format(row.planned_date, "DATE_FORMAT") if row.planned_date else "",
            ),
            (_("Responsible body"), row.responsible_body),
            (_("Same matter as"), codes.display(str(row.duplicate_of or ""))),
            (_("What was done"), row.text),
            (_("Answer to the citizen"), row.plain_text),
            (
                _("Approved"),
                f"{_moment(row.approved_at)}, {row.approved_by}" if row.approved_at else "",
            ),
            (_("Why it was sent back"), row.sent_back_reason),
        ]
        yield Section(_("Answer"), facts=_given(facts))


def _times(case: Case) -> Iterator[Entry]:
    lines = ClockEntry.objects.filter(clock__case=case).select_related("clock", "by_user")
    for line in lines.order_by("id"):
        due = _("due %(when)s") % {"when": _moment(line.due_at)} if line.due_at else ""
        title = f"{line.clock.get_purpose_display()}: {line.get_verb_display()}"
        who = str(line.by_user) if line.by_user else ""
        yield Entry(_moment(line.at), " · ".join(filter(None, (title, due))), who, line.reason)


def _seals(case: Case) -> Iterator[tuple[str, str]]:
    receipt = proofs.receipt_of(case)
    if receipt:
        yield _("Receipt code"), receipts.display(receipt)
    last = events.history(case).last()
    checked = queries.check(last) if last else None
    if checked and checked.seal:
        yield _("Last entry sealed with"), f"{checked.seal.pk} · {checked.seal.hash}"
    head = queries.head()
    if head:
        yield _("Newest seal"), f"{head.pk} · {head.hash} · {_moment(head.at)}"


def _files(case: Case) -> tuple[tuple[File, ...], str]:
    found, troubles = [], []
    for number, row in enumerate(case.attachments.all(), start=1):
        name = f"{number:02}-{row.sha256[:12]}.{_ENDINGS[row.content_type]}"
        whose = _("from the citizen") if row.from_citizen else _("from the municipality")
        try:
            with row.content() as kept:
                content = kept.read()
        except OSError:
            troubles.append(_("%(name)s: the kept file is gone.") % {"name": name})
            continue
        if hashlib.sha256(content).hexdigest() != row.sha256:
            troubles.append(_("%(name)s: the kept file is not what came in.") % {"name": name})
            continue
        note = f"{whose}, {_moment(row.at)}, SHA-256 {row.sha256}"
        found.append(File(name, row.content_type, content, row.at, note))
    return (*found, _history(case)), "\n".join(troubles)


def _history(case: Case) -> File:
    """Return every event as it was sealed, one a line: what a later check needs."""
    facts = list(queries.facts(events.history(case)))
    lines = b"".join(chain.canonical(asdict(fact)) + b"\n" for fact in facts)
    note = _("every event of this case as it was sealed, for programs")
    return File("events.jsonl", "application/jsonl", lines, facts[-1].at, note)


def _moment(at: datetime) -> str:
    return date_format(unit_queries.local(at), "DATETIME_FORMAT")
