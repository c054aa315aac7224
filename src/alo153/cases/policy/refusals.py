"""Why a verb refuses: reasons that several rooms share."""


class ReasonMissing(ValueError):
    """A hand-over says why; this one did not."""


class NotOfThisKind(Exception):
    """The kind of the application does not allow this: its time is the law's."""
