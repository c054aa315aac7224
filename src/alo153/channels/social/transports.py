"""The kinds of social channels."""

from typing import Final

from alo153.channels.social.instagram.transport import INSTAGRAM
from alo153.channels.social.messenger.transport import MESSENGER
from alo153.channels.social.telegram.transport import TELEGRAM
from alo153.channels.social.whatsapp.transport import WHATSAPP
from alo153.channels.social.x.transport import X

SOCIAL_TRANSPORTS: Final = (TELEGRAM, WHATSAPP, MESSENGER, INSTAGRAM, X)
