"""Ask whether this person may do this to this case; each verb asks behind the lock of the case."""

from alo153.accounts.models import User
from alo153.accounts.policy import NotPermitted, staff_of
from alo153.cases.models import Case
from alo153.cases.policy.permitted import DENIED_WORDS, Denied, denied
from alo153.cases.policy.standing import standing
from alo153.cases.rules.verbs import Verb
from alo153.city.models import Unit
from alo153.core.actor import Actor


class NotTheirs(NotPermitted):
    """Somebody would act on a case that is not theirs to act on; ``why`` says the reason."""

    def __init__(self, why: Denied = Denied.OTHER_UNIT) -> None:
        super().__init__(why.value)
        self.why = why

    @property
    def words(self) -> str:
        """Return the reason in the reader's language."""
        return str(DENIED_WORDS[self.why])


def permit(verb: Verb, case: Case, *, by: User | Actor, unit: Unit | None = None) -> None:
    """Let staff act on a case, or refuse; citizens and the program are not asked.

    Two queries where only the actor's key is known.

    Args:
        unit: the unit whose people may, if it is not the unit that has the case.

    Raises:
        NotTheirs: they may not.
    """
    staff = staff_of(by)
    why = denied(verb, standing(staff, case, unit)) if staff else None
    if why:
        raise NotTheirs(why)
