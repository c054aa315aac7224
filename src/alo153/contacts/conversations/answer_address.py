"""To which address a letter is answered. Pure.

``From`` and ``Reply-To`` are both the sender's own word. To follow a ``Reply-To`` is dangerous
where ``From`` names somebody: staff see a name that they know, perhaps with applications, and would
write to a stranger. Where ``From`` names a machine that takes no mail (a form on somebody's site),
nobody is taken for somebody else, and the sender could as well have named that address there.
"""

import re
from collections.abc import Collection
from typing import Final

from alo153.channels.inbound import Inbound

_MACHINES: Final = re.compile(
    r"(no-?_?reply|do-?not-?_?reply|bounces?|mailer-daemon|mail-daemon|postmaster|abuse|daemon|root"
    r"|noreply|yanitlamayiniz|yanitlama|cevaplamayiniz|bildirim|bulten|newsletter)[-+._0-9]*@"
)
_TAKES_NO_MAIL: Final = re.compile(
    r"(no-?_?reply|do-?not-?_?reply|yanitlamayiniz|yanitlama|cevaplamayiniz)[-+._0-9]*@"
)


def is_of_machine(address: str) -> bool:
    """Say whether only machines write from an address."""
    return bool(_MACHINES.match(address))


def answer_address(inbound: Inbound, *, ours: Collection[str]) -> str:
    """Return where a letter is answered: at its sender, or where that cannot be at its Reply-To.

    Args:
        ours: our own addresses, in lower case; what we send there comes back.
    """
    cannot = not inbound.sender or _TAKES_NO_MAIL.match(inbound.sender)
    wished = inbound.reply_to
    follows = cannot and wished and wished not in ours and not is_of_machine(wished)
    return wished if follows else inbound.sender
