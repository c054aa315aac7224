"""Messages to citizens: which there are, and what each may fill in. Pure."""

from string import Formatter
from typing import Final

_CITY: Final = frozenset({"city", "short_name", "number"})
_CASE: Final = _CITY | {"code", "topic", "link", "name"}

# key -> the words it may use
KEYS: Final = {
    "receipt_sms": _CASE | {"due"},
    "receipt_email_subject": _CASE,
    "receipt_email_body": _CASE | {"due"},
    # Of an application in whose words the city hears an alarm (alarms.toml)
    "receipt_alarm_sms": _CASE | {"due"},
    "receipt_alarm_email_subject": _CASE,
    "receipt_alarm_email_body": _CASE | {"due"},
    "status_sms": _CASE | {"status"},
    # Asked for by SMS (sms_keywords): the same words for a wrong code, a wrong number and a secret
    "status_unknown_sms": _CITY,
    "status_later_sms": _CITY,
    # When a line leaves; which stop is meant; that nothing runs
    "departures_sms": _CITY | {"place", "times"},
    "departures_which_sms": _CITY | {"choices"},
    "departures_none_sms": _CITY | {"place"},
    "opted_out_sms": _CITY,
    "opted_in_sms": _CITY,
    # A code to sign in with at the portal
    "sign_in_code_sms": _CITY | {"digits"},
    "answer_sms": _CASE | {"answer"},
    "answer_email_subject": _CASE,
    "answer_email_body": _CASE | {"answer"},
    # An answer that is a plan: asked as one, not as done
    "planned_sms": _CASE | {"answer", "planned"},
    "planned_email_subject": _CASE | {"planned"},
    "planned_email_body": _CASE | {"answer", "planned"},
    "planned_talk": _CASE | {"answer", "planned"},
    # Below what a person answers by e-mail in a conversation
    "signature_email": _CITY,
    # To one who chose when to be called back
    "call_back_late_sms": _CITY | {"hours"},
    "call_back_missed_sms": _CITY | {"hours"},
    # To one who rated a call low
    "low_rating_sms": _CITY | {"link"},
    # To agents, with their evaluations: the use that is allowed, by the city's personnel rules
    "evaluation_use": _CITY,
    "invitation_sms": _CITY | {"link"},
    "invitation_email_subject": _CITY,
    "invitation_email_body": _CITY | {"link"},
    # A notice on the way: the words that staff begin with, and the message around them
    "extension_words": _CASE | {"due"},
    "interim_words": _CASE | {"due"},
    "costs_words": _CASE | {"days"},
    "passed_on_words": _CASE,
    # One a line: words of offices that a citizen would not say
    "office_words": frozenset(),
    # One a line: abbreviations that everybody knows
    "known_abbreviations": frozenset(),
    "notice_sms": _CASE | {"notice"},
    "notice_email_subject": _CASE,
    "notice_email_body": _CASE | {"notice"},
    "question_sms": _CASE | {"question", "until"},
    "question_email_subject": _CASE,
    "question_email_body": _CASE | {"question", "until"},
    # Asked again whether it is solved
    "confirmation_sms": _CASE,
    "confirmation_email_subject": _CASE,
    "confirmation_email_body": _CASE,
    # For all there is to say of a confidential application: neither topic, nor name, nor link
    "confidential_sms": _CITY | {"code"},
    "confidential_email_subject": _CITY | {"code"},
    "confidential_email_body": _CITY | {"code"},
    "callback_talk": _CASE | {"answer"},
}


def placeholders(template: str) -> frozenset[str]:
    """Return the words in braces.

    Raises:
        ValueError: a brace is not closed, or something else than a plain word is in braces.
    """
    found = set()
    for _, name, spec, conversion in Formatter().parse(template):
        if name is None:
            continue
        if not name.isidentifier() or spec or conversion:
            raise ValueError(f"'{{{name}}}' is not a plain word in braces")
        found.add(name)
    return frozenset(found)


def fill(template: str, **values: str) -> str:
    """Return the text with its words filled in.

    Raises:
        KeyError: a word of the template has no value.
    """
    return template.format_map(values).strip()
