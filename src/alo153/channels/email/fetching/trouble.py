"""Errors that stop the fetching of mail. Pure."""

from enum import StrEnum
from typing import Final

from django.utils.translation import gettext_noop


class Trouble(StrEnum):
    """A reason for which no mail is fetched, or only a part."""

    CONNECTION = "connection"
    CERTIFICATE = "certificate"
    SIGN_IN = "sign_in"
    FOLDER = "folder"
    ANSWER = "answer"
    # Mails were stored, and cannot be moved out of the mailbox
    MOVING = "moving"
    # Some mails cannot be fetched; all other mails are
    MAILS = "mails"
    DISK = "disk"


WORDS: Final = {
    Trouble.CONNECTION: gettext_noop(
        "the mail server cannot be reached, or does not answer any more"
    ),
    Trouble.CERTIFICATE: gettext_noop(
        "the certificate of the mail server is not trusted (see SSL_CERT_FILE)"
    ),
    Trouble.SIGN_IN: gettext_noop("the mail server refuses user or password of ALO153_IMAP_URL"),
    Trouble.FOLDER: gettext_noop("the mail server does not open the folder of ALO153_IMAP_URL"),
    Trouble.ANSWER: gettext_noop("the mail server answers what cannot be understood"),
    Trouble.MOVING: gettext_noop(
        "mails were kept, but the server does not move them to alo153-done"
    ),
    Trouble.MAILS: gettext_noop("some mails cannot be fetched and stay in the mailbox"),
    Trouble.DISK: gettext_noop("there is no room for what comes in"),
}


class TroubleError(Exception):
    """Mail cannot be fetched now; `trouble` names the reason."""

    def __init__(self, trouble: Trouble) -> None:
        super().__init__(WORDS[trouble])
        self.trouble = trouble
