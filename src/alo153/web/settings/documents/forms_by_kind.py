"""The form of a document's entry."""

from collections.abc import Mapping
from typing import Final

from alo153.city.citypack.documents import skills, topic_groups
from alo153.web.settings.documents.casework_forms import KindForm, RoleForm, SkillForm
from alo153.web.settings.documents.center_forms import (
    LeaveForm,
    NumberForm,
    OfficeForm,
    PauseForm,
    PromptForm,
    QueueForm,
)
from alo153.web.settings.documents.entry_forms import (
    AlarmForm,
    BaseEntryForm,
    ContactForm,
    MessageForm,
    UnitForm,
)
from alo153.web.settings.documents.feed_forms import FeedForm
from alo153.web.settings.documents.menu_forms import NodeForm
from alo153.web.settings.documents.table_forms import TABLE_FORMS
from alo153.web.settings.documents.topic_forms import GroupForm, TopicForm

_FORMS: Final[Mapping[str, type[BaseEntryForm]]] = {
    "units": UnitForm,
    "contacts": ContactForm,
    "alarms": AlarmForm,
    "topics": TopicForm,
    "texts": MessageForm,
    "queues": QueueForm,
    "numbers": NumberForm,
    "pauses": PauseForm,
    "voice": PromptForm,
    "city": LeaveForm,
    "menu": NodeForm,
    "kinds": KindForm,
    "roles": RoleForm,
    "offices": OfficeForm,
    "feeds": FeedForm,
}


def form_of(kind: str, *, entry: str = "", group: str = "") -> type[BaseEntryForm]:
    """Return the form of an entry, or of a new one in a group."""
    if entry in TABLE_FORMS:
        return TABLE_FORMS[entry]
    if topic_groups.is_group(kind, entry):
        return GroupForm
    is_skill = skills.is_skill(kind, entry) or (kind, group) == (skills.KIND, skills.GROUP)
    return SkillForm if is_skill else _FORMS[kind]
