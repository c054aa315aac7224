"""The form of a document's entry."""

from collections.abc import Mapping
from typing import Final

from alo153.city.citypack.documents import skills
from alo153.web.settings.documents.casework_forms import KindForm, RoleForm, SkillForm
from alo153.web.settings.documents.center_forms import (
    LeaveForm,
    NumberForm,
    PauseForm,
    PromptForm,
    QueueForm,
    TimesForm,
)
from alo153.web.settings.documents.entry_forms import (
    AlarmForm,
    BaseEntryForm,
    ContactForm,
    MessageForm,
    TopicForm,
    UnitForm,
)
from alo153.web.settings.documents.feed_forms import FeedForm
from alo153.web.settings.documents.menu_forms import NodeForm

FORMS: Final[Mapping[str, type[BaseEntryForm]]] = {
    "units": UnitForm,
    "contacts": ContactForm,
    "alarms": AlarmForm,
    "topics": TopicForm,
    "texts": MessageForm,
    "queues": QueueForm,
    "numbers": NumberForm,
    "pauses": PauseForm,
    "center": TimesForm,
    "voice": PromptForm,
    "city": LeaveForm,
    "menu": NodeForm,
    "kinds": KindForm,
    "roles": RoleForm,
    "feeds": FeedForm,
}


def form_of(kind: str, *, entry: str = "", group: str = "") -> type[BaseEntryForm]:
    """Return the form of an entry, or of a new one in a group."""
    is_skill = skills.is_skill(kind, entry) or (kind, group) == (skills.KIND, skills.GROUP)
    return SkillForm if is_skill else FORMS[kind]
