"""Tables of communication: messages both ways, their files, and their conversations."""

from alo153.contacts.models.address import ConversationAddress
from alo153.contacts.models.chat import Chat
from alo153.contacts.models.conversation import Conversation
from alo153.contacts.models.follower import Follower
from alo153.contacts.models.interaction import Direction, Disposition, Interaction
from alo153.contacts.models.message import Message
from alo153.contacts.models.message_file import MessageFile
from alo153.contacts.models.note import ConversationNote
from alo153.contacts.models.offer import ConversationOffer, WorkOffer
from alo153.contacts.models.opt_out import OptOut
from alo153.contacts.models.presence import ConversationPresence
from alo153.contacts.models.reply_file import ReplyFile
from alo153.contacts.models.settlement import Settlement

__all__ = [
    "Chat",
    "Conversation",
    "ConversationAddress",
    "ConversationNote",
    "ConversationOffer",
    "ConversationPresence",
    "Direction",
    "Disposition",
    "Follower",
    "Interaction",
    "Message",
    "MessageFile",
    "OptOut",
    "ReplyFile",
    "Settlement",
    "WorkOffer",
]
