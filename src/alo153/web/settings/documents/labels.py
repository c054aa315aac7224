"""Labels of the fields of documents: pages show these words, files contain the keys."""

from collections.abc import Mapping
from typing import Final

from django.utils.functional import Promise
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _

from alo153.city.citypack.documents import tables

_FIELDS: Final[Mapping[str, str | Promise]] = {
    "slug": _("Key"),
    "key": _("Key"),
    "name": _("Name"),
    "parent": _("Belongs to"),
    "phone": _("Telephone"),
    "email": _("E-mail"),
    "say": _("What an agent says"),
    "role": _("Role"),
    "phrases": _("Words that raise it"),
    "harmless": _("Harmless with these words"),
    "call": _("Number to call at once"),
    "answer_hours": _("Answer within hours"),
    "look_within": _("Minutes within which a person looks"),
    "keywords": _("What people say"),
    "group": _("Group"),
    "unit": _("Unit"),
    "kind": _("Kind"),
    "responsibility": _("Whose task"),
    "standard": _("Service standard"),
    "promise": _("What is promised"),
    "evidence": _("Evidence"),
    "information_only": _("Information only"),
    "confidential": _("Confidential"),
    "law": _("Law"),
    "needs": _("What it must bring"),
    "anonymous": _("Without a name"),
    "hold": _("Clock may be held"),
    "extension": _("Longer time"),
    "interim": _("Interim answer"),
    "pay_within": _("Days to pay"),
    "forward_and_inform": _("Passed on, and the citizen is told"),
    "register": _("Register"),
    "remind_before": _("Reminder before the end"),
    "manager_after": _("Manager is told after"),
    "top_after": _("Management is told after"),
    "address": _("Address"),
    "desks": _("Desks"),
    "hours": _("Opening hours"),
    "services": _("Services"),
    "service": _("Service"),
    "priority_minutes": _("Minutes of priority"),
    "priority_names": _("Name of priority"),
    "identity_scan_days": _("Days until the scan of a card is deleted"),
    "topic": _("Topic"),
    "relays_answers": _("Passes answers on"),
    "every_morning": _("Every morning"),
    "columns": _("Columns"),
    "kinds": _("Their words for kinds"),
    "topics": _("Their words for topics"),
    "reply": _("Table of answers"),
    "label": _("Name"),
    "labels": _("Name"),
    "permissions": _("Permissions"),
    "scope": _("Where it holds"),
    "idle_minutes": _("Idle minutes"),
    "second_factor": _("Second factor"),
    "for_guests": _("For guests"),
    "edition": _("Edition of the permissions"),
    "skill": _("Skill"),
    "levels": _("Levels of the skill"),
    "priority": _("Priority in minutes"),
    "holidays": _("On public holidays"),
    "overflow_after": _("Overflows after seconds"),
    "overflow_to": _("Overflows to"),
    "unattended_after": _("Counts as unattended after seconds"),
    "longest_wait": _("Longest wait in seconds"),
    "goal_percent": _("Service goal: per cent answered in time"),
    "goal_seconds": _("Service goal: in time means within seconds"),
    "closed": _("Outside of its hours"),
    "closed_to": _("Leads then to"),
    "video": _("Video"),
    "whisper": _("What the agent hears first"),
    "dialed": _("What is dialed"),
    "menu": _("Begins in the voice menu at"),
    "queue": _("Queue"),
    "minutes": _("At most so many minutes"),
    "recordings": _("Recordings: days"),
    "arrivals": _("What providers handed in: days"),
    "abuse_reports": _("Reports of abuse: days"),
    "complaint_files": _("Files for the prosecutor: days"),
    "feedback": _("Words after a low rating: days"),
    "begins": _("Begins"),
    "ends": _("Ends"),
    "capacity": _("Places"),
    "said": _("What callers hear"),
    "at_once": _("At once"),
    "beside_call": _("Beside a call"),
    "live": _("Live"),
    "kept_for": _("Kept for seconds"),
    "target": _("Target in seconds"),
    "offer_seconds": _("Seconds of an offer"),
    "rest_seconds": _("Seconds of rest"),
    "caller_waits": _("Seconds that a caller waits first"),
    "quiet_seconds": _("Seconds until a talk counts as quiet"),
    "lines": _("Lines for calling"),
    "reserve_lines": _("Lines kept free"),
    "reserve_agents": _("Agents kept free"),
    "attempts": _("Tries"),
    "retry_minutes": _("Minutes between tries"),
    "a_day": _("Tries a day"),
    "channel": _("Channel"),
    "short_name": _("Short name"),
    "province": _("Province"),
    "country": _("Country"),
    "timezone": _("Time zone"),
    "language": _("Language"),
    "number": _("Number of the center"),
    "emergency_number": _("Emergency number"),
    "link_domain": _("Domain of links"),
    "sms_sender": _("Sender of SMS"),
    "email_sender": _("Sender of e-mails"),
    "accent": _("Color"),
    "accent_on_dark": _("Color on dark ground"),
    "map_lat": _("Middle of the map: latitude"),
    "map_lon": _("Middle of the map: longitude"),
    "map_bounds": _("Bounds of the map"),
    "base_map_url": _("Address of the base map"),
    "working_time": _("Working time"),
    "question_days": _("Days to answer a question"),
    "quiet_hours": _("Quiet hours"),
    "sms_keywords": _("Words of SMS"),
    "chat_hours": _("Hours of chats"),
    "closing": _("Closing"),
    "duplicates": _("Likely the same matter"),
    "value": _("Value"),
    "citation": _("Source"),
    "valid_from": _("Valid from"),
    "valid_to": _("Valid until"),
    "verified": _("Read in its source"),
    "ring_seconds": _("Seconds that one agent rings"),
    "wrap_up_seconds": _("Seconds after a call until an agent is ready"),
    "wrap_up_more_seconds": _("Seconds that “I need more time” adds"),
    "return_seconds": _("Seconds that a caller waits for an agent whose page was lost"),
    "position_seconds": _("Seconds between two announcements of the position"),
    "menu_seconds": _("Seconds without a key in the voice menu"),
    "survey_seconds": _("Seconds to rate a talk; 0 asks nobody"),
    "retry_seconds": _("Seconds until somebody who was not reached is called again"),
    "retries": _("How often they are called again"),
    "answer_within_seconds": _("Seconds within which an answer is in time"),
    "short_abandon_seconds": _("Seconds within which giving up is counted apart"),
    "serve_within_minutes": _("Minutes within which a visitor is served in time"),
    "source": _("Where it is read"),
    "form": _("Form"),
    "fields": _("Their words for fields"),
    "within": _("Key of the list"),
    "every_minutes": _("Asked every so many minutes"),
    "stale_minutes": _("Called old after minutes"),
    "colors": _("Colors"),
    "map": _("Map"),
    "promises": _("Words of the promised time"),
    "written": _("Offers of what is written"),
    "lists": _("Outgoing lists"),
    "answer_within": _("Days to say whether it is solved"),
    "remind_after": _("Days until a reminder"),
    "reminders": _("Reminders at most"),
    "remind_hour": _("Hour of reminders"),
    "objections": _("Objections to one application"),
    "supervisor_from": _("A supervisor decides from this objection on"),
    "recontact_days": _("Counts against the closing: new application within days"),
    "recontact_meters": _("Counts against the closing: new application within meters"),
    "offer_at": _("Offered from this likeness on"),
    "near_m": _("Two pins this near are one place: meters"),
    "far_m": _("Two pins this far are two places: meters"),
    "days_open": _("Open applications are offered for days"),
    "days_closed": _("Closed applications are offered for days"),
    "at_most": _("Offered at once at most"),
    "area": _("Area"),
    "level": _("Level"),
    "addresses": _("Queues by address"),
    "targets": _("Targets by queue"),
}
# Headings of tables, as mistakes name them: "unit isu"
_THINGS: Final[Mapping[str, str | Promise]] = {
    "unit": _("Unit"),
    "contact": _("Contact for consultation"),
    "alarm": _("Alarm"),
    "topic": _("Topic"),
    "group": _("Group"),
    "kind": _("Kind"),
    "office": _("Communication center"),
    "service": _("Service"),
    "partner": _("Partner body"),
    "role": _("Role"),
    "rule": _("Rule"),
    "queue": _("Queue"),
    "number": _("Number"),
    "pause": _("Pause"),
    "feed": _("Provider of news"),
    "window": _("Window for call-backs"),
    "medium": _("Medium"),
    "feature": _("Area"),
}
# Fields that are called otherwise in one thing than in others
_FIELDS_OF: Final[Mapping[str, Mapping[str, str | Promise]]] = {"rule": {"status": _("For whom")}}
# Tables without a name among the fields
_TABLES: Final[Mapping[str, str | Promise]] = {
    "days": _("Days until deletion"),
    tables.ROOT: _FIELDS["look_within"],
    tables.TIMES: _("Times of the center"),
    tables.FACTS: _("Name, numbers and senders"),
    "telling": _("Notices of deadlines"),
    "chat": _FIELDS["chat_hours"],
    "priority": _("Priority of visitors"),
    "identity_scan": _("Scans of cards"),
}
_MESSAGES: Final[Mapping[str, str | Promise]] = {
    "receipt": _("Receipt of an application"),
    "receipt_alarm": _("Receipt with an alarm"),
    "status": _("State of an application"),
    "status_unknown": _("State: code or number unknown"),
    "status_later": _("State: asked too often"),
    "departures": _("Departures"),
    "departures_which": _("Departures: which stop"),
    "departures_none": _("Departures: none"),
    "opted_out": _("Messages refused"),
    "opted_in": _("Messages allowed again"),
    "sign_in_code": _("Code for signing in"),
    "answer": _("Answer"),
    "planned": _("Answer that is a plan"),
    "signature": _("Signature of e-mails"),
    "call_back_late": _("Call-back is late"),
    "call_back_missed": _("Call-back was not possible"),
    "low_rating": _("Apology for a call rated low"),
    "evaluation_use": _("Use of evaluations"),
    "invitation": _("Invitation to a call"),
    "extension": _("Longer time"),
    "interim": _("Interim answer"),
    "costs": _("Costs"),
    "passed_on": _("Passed on to another body"),
    "office": _("Words of offices"),
    "known_abbreviations": _("Known abbreviations"),
    "notice": _("Notice on the way"),
    "question": _("Question to a citizen"),
    "confirmation": _("Asked again whether it is solved"),
    "confidential": _("Confidential application"),
    "callback": _("Answer told by telephone"),
}
_FORMS: Final[Mapping[str, str | Promise]] = {
    "_sms": _("SMS"),
    "_email_subject": _("subject of the e-mail"),
    "_email_body": _("text of the e-mail"),
    "_email": _("E-mail"),
    "_talk": _("in a talk"),
    "_words": _("suggested words"),
}


def field(key: str) -> str:
    """Return what a field is called; one without a name is called by its key."""
    return str(_FIELDS.get(key, key))


def table(key: str) -> str:
    """Return what a single table of a document is called, by the key of its entry."""
    name = key.removeprefix(tables.PREFIX)
    return str(_TABLES[name]) if name in _TABLES else field(name)


def message(key: str) -> str:
    """Return what a message to citizens is called; one without a name is called by its key."""
    for ending, form in _FORMS.items():
        if key.endswith(ending) and (what := _MESSAGES.get(key.removesuffix(ending))):
            return gettext("%(message)s: %(form)s") % {"message": what, "form": form}
    return str(_MESSAGES.get(key, key))


def place(where: str) -> str:
    """Return where in a file a mistake is, such as ``unit isu, phone``, in words."""
    of = _FIELDS_OF.get(where.partition(" ")[0], {})
    return ", ".join(str(of.get(each) or _part(each)) for each in where.split(", "))


def _part(said: str) -> str:
    thing, _space, key = said.partition(" ")
    if key and thing in _THINGS:
        return f"{_THINGS[thing]} {key}"
    return message(said) if field(said) == said else field(said)
