"""The form of a document's entry."""

from collections.abc import Mapping
from typing import Final

from alo153.city.citypack.documents import (
    inner_lists,
    number_words,
    skills,
    tables,
    topic_groups,
)
from alo153.web.settings.documents.by_document.city import (
    ClosingForm,
    ColorsForm,
    DuplicatesForm,
    FactsForm,
    KeywordsForm,
    MapForm,
)
from alo153.web.settings.documents.by_document.feeds import FeedForm
from alo153.web.settings.documents.by_document.law import RuleForm
from alo153.web.settings.documents.by_document.menu import BeginningsForm
from alo153.web.settings.documents.by_document.partners import PartnerForm
from alo153.web.settings.documents.by_document.queues import (
    ListsForm,
    MediumForm,
    WindowForm,
    WrittenForm,
)
from alo153.web.settings.documents.by_document.roles import EditionForm
from alo153.web.settings.documents.by_document.voice import NumbersForm, SpokenForm
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
from alo153.web.settings.documents.menu_forms import NodeForm
from alo153.web.settings.documents.table_forms import TABLE_FORMS
from alo153.web.settings.documents.topic_forms import GroupForm, PromisesForm, TopicForm

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
    "partners": PartnerForm,
}
_INNER: Final[Mapping[str, type[BaseEntryForm]]] = {
    "window": WindowForm,
    "medium": MediumForm,
    "rule": RuleForm,
}
_TABLES: Final[Mapping[str, type[BaseEntryForm]]] = {
    **TABLE_FORMS,
    **{
        f"{tables.PREFIX}{name}": form
        for name, form in {
            tables.FACTS: FactsForm,
            "colors": ColorsForm,
            "map": MapForm,
            "sms_keywords": KeywordsForm,
            "closing": ClosingForm,
            "duplicates": DuplicatesForm,
            "promises": PromisesForm,
            "written": WrittenForm,
            "lists": ListsForm,
            tables.BEGINNINGS: BeginningsForm,
            tables.EDITION: EditionForm,
            "spoken": SpokenForm,
        }.items()
    },
}


def form_of(kind: str, *, entry: str = "", group: str = "") -> type[BaseEntryForm]:
    """Return the form of an entry, or of a new one in a group."""
    if entry in _TABLES:
        return _TABLES[entry]
    inner = inner_lists.of_entry(kind, entry) or (
        None if entry else inner_lists.of_group(kind, group)
    )
    if inner:
        return _INNER[inner.name]
    if number_words.is_numbers(kind, entry):
        return NumbersForm
    is_new_group = (kind, group) == (topic_groups.KIND, topic_groups.GROUPS)
    if topic_groups.is_group(kind, entry) or is_new_group:
        return GroupForm
    is_skill = skills.is_skill(kind, entry) or (kind, group) == (skills.KIND, skills.GROUP)
    return SkillForm if is_skill else _FORMS[kind]
