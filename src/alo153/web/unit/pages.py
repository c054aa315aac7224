"""Compose a page of the unit: the list, and next to it the open case."""

from dataclasses import dataclass
from datetime import timedelta
from typing import Any, Final

from django.http import Http404, HttpResponse
from django.shortcuts import render
from django.utils.cache import patch_vary_headers

from alo153.accounts.models import User
from alo153.cases import queries
from alo153.cases.life import closings
from alo153.cases.models import Answer, Attachment, Case, FieldReport, Presence
from alo153.cases.rules.lifecycle import State
from alo153.cases.rules.verbs import Verb
from alo153.cases.telling import case_file, shown_files
from alo153.cases.telling.open_verbs import OpenVerbs
from alo153.cases.telling.timeline import for_staff
from alo153.cases.telling.timeline.rows import Rows
from alo153.cases.together import linked_reports
from alo153.core import clock
from alo153.web.cases import talks
from alo153.web.cases.leaving import views
from alo153.web.kit.access import StaffRequest
from alo153.web.kit.dates import clocks
from alo153.web.kit.fields.finding import FindForm
from alo153.web.unit.forms import NoteForm
from alo153.web.unit.inbox import filters, lists
from alo153.web.unit.inbox.filters import FilterForm, ViewForm

# At the center somebody else answers
ANSWERABLE = frozenset({State.FORWARDED, State.ACCEPTED})

# Three times as long as a page waits between two words of life
_GONE_AFTER: Final = timedelta(seconds=30)


def case_of(request: StaffRequest, code: str) -> Case:
    """Return a case of the person's units and write down who looked.

    Raises:
        Http404: there is none, or it is another unit's: the same answer.
    """
    try:
        return queries.access_case(request.user, code, what="unit", at=clock.now())
    except Case.DoesNotExist as error:
        raise Http404 from error


def page(
    request: StaffRequest, panel: str = "", *, status: int = 200, **context: Any
) -> HttpResponse:
    """Render a panel next to the list, or the one fragment that the page fetches again."""
    chosen = filters.chosen(request)
    target = request.headers.get("HX-Target", "")
    context |= {"panel": panel, "keeps": chosen.keeps, "chosen": chosen}
    if target != "case-panel":
        context["inbox"] = lists.read(request.user, chosen, request.GET.get("page", ""))
    if not target:
        context["filter_form"] = FilterForm(request.user, chosen.filter)
        context["find"] = FindForm()
        context.setdefault("view_form", ViewForm())
    template = {"case-panel": panel, "inbox-list": "unit/inbox/list.html"}.get(target)
    response = render(request, template or "unit/inbox/inbox.html", context, status=status)
    patch_vary_headers(response, ["HX-Target"])
    return response


def others_at(case: Case, user: User) -> list[Presence]:
    """Return who else has the case open now; one query."""
    return queries.present(case, but=user, since=clock.now() - _GONE_AFTER)


@dataclass(frozen=True)
class Visit:
    """A crew's report, as the page shows it next to the answer."""

    report: FieldReport

    @property
    def files(self) -> list[Attachment]:
        """Return its photos, how it was before how it is."""
        photos = sorted(self.report.photos.all(), key=lambda photo: photo.shows == "after")
        return [photo.attachment for photo in photos]


def known_of(asker: User, case: Case) -> dict[str, Any]:
    """Return what stays in sight while somebody asks or answers; seven queries."""
    return {
        "photos": _of_citizen(shown_files.for_staff(asker, case)),
        "topic_answers": case_file.topic_answers(case),
        "visits": [Visit(report) for report in case_file.visits(case)],
        "contractor_reports": case_file.contractor_reports(case),
        "question": case_file.question_of(case),
        "objection": closings.objection_of(case),
    }


def _shown_answer(case: Case, rows: Rows) -> Answer | None:
    """Return the answer that the unit gave; of an open case only a plan whose date has passed."""
    return rows.last_answer if rows.plan_is_back or case.state not in ANSWERABLE else None


def _of_citizen(files: list[Attachment]) -> list[Attachment]:
    return [each for each in files if each.from_citizen and not each.is_petition]


def case_context(asker: User, case: Case, note_form: NoteForm | None = None) -> dict[str, Any]:
    """Return what the panel of a case shows."""
    now, rows = clock.now(), Rows(case)
    verbs = OpenVerbs(asker, case, at=now, rows=rows)
    works, may_accept = Verb.ASSIGN in verbs, Verb.ACCEPT in verbs
    may_resume = Verb.RESUME in verbs
    leaving = views.waiting_of(asker, case)
    waits = leaving["leaving"] is not None and not leaving["leaving"].refused
    files = shown_files.for_staff(asker, case)
    citizen_photos, reports = _of_citizen(files), case_file.contractor_reports(case)
    shown_above = [*citizen_photos, *(each.photo for each in reports)]
    return (
        leaving
        | talks.beside(asker, case)
        | {
            "case": case,
            "others": others_at(case, asker),
            "may_accept": may_accept,
            "may_return": Verb.RETURN in verbs,
            "may_reclassify": Verb.RECLASSIFY in verbs,
            # The center's answers have a page of their own
            "may_answer": works and Verb.ANSWER in verbs,
            "may_assign": works,
            "may_ask": Verb.ASK in verbs and not waits,
            "may_give_work": Verb.GIVE_WORK in verbs,
            "question": verbs.question,
            "objection": verbs.objection,
            "people": linked_reports.people(case),
            "reports": linked_reports.first_of(case),
            "contractor_reports": reports,
            "sent_back": rows.last_sent_back if works else None,
            "last_answer": _shown_answer(case, rows),
            "plan_is_back": rows.plan_is_back,
            "may_pause": Verb.PAUSE in verbs,
            "may_resume": may_resume,
            "is_held": works and may_resume and not verbs.is_asked and not may_accept,
            "clocks": clocks.shown(case, verbs.ledgers, now),
            "steps": for_staff(case, rows),
            "photos": citizen_photos,
            "topic_answers": case_file.topic_answers(case),
            "papers": [each for each in files if each not in shown_above],
            "note_form": note_form or NoteForm(),
        }
    )
