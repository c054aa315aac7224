"""The form of a document's entry."""

from collections.abc import Mapping
from typing import Final

from alo153.web.settings.documents.center_forms import (
    LeaveForm,
    NumberForm,
    PauseForm,
    PromptForm,
    QueueForm,
)
from alo153.web.settings.documents.entry_forms import (
    AlarmForm,
    BaseEntryForm,
    ContactForm,
    MessageForm,
    TopicForm,
    UnitForm,
)
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
    "voice": PromptForm,
    "city": LeaveForm,
    "menu": NodeForm,
}
