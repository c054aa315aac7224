"""The kinds of SMS."""

from typing import Final

from alo153.channels.sms.iletimerkezi.transport import ILETIMERKEZI
from alo153.channels.sms.netgsm.transport import NETGSM
from alo153.channels.sms.smpp.transport import SMPP
from alo153.channels.sms.verimor.transport import VERIMOR

SMS_TRANSPORTS: Final = (NETGSM, ILETIMERKEZI, VERIMOR, SMPP)
