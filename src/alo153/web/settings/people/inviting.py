"""The invitation of a new member of staff: a link that opens once, to choose a password."""

import logging
from smtplib import SMTPException

from allauth.account.adapter import get_adapter
from allauth.account.forms import default_token_generator
from allauth.account.utils import user_pk_to_url_str
from django.contrib import messages
from django.utils.translation import gettext as _

from alo153.accounts.models import User
from alo153.web.kit.access import StaffRequest
from alo153.web.kit.shell.context import current_city

logger = logging.getLogger(__name__)


def send_invitation(request: StaffRequest, user: User, *, by: User) -> None:
    """Invite somebody, and say on the next page whether it worked."""
    said = {"name": user.full_name, "email": user.email}
    if _invite(user, by):
        messages.success(request, _("%(name)s gets an invitation at %(email)s.") % said)
        return
    words = _("The invitation to %(email)s could not be sent. Open %(name)s, and send it again.")
    messages.error(request, words % said)


def _invite(user: User, by: User) -> bool:
    """Send the link by e-mail; it opens for three days, until a password is chosen.

    False: the mail server does not take it now. The account is there; the link can be sent again.
    """
    adapter = get_adapter()
    key = f"{user_pk_to_url_str(user)}-{default_token_generator.make_token(user)}"
    context = {
        "user": user,
        "city": current_city(),
        "invited_by": by.full_name,
        "password_url": adapter.get_reset_password_from_key_url(key),
    }
    try:
        adapter.send_mail("account/email/invitation", user.email, context)
    except (OSError, SMTPException):
        logger.warning("The invitation of user %s was not sent", user.pk, exc_info=True)
        return False
    return True
