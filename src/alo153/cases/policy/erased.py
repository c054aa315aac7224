"""A case whose person was erased: nothing is written down in their name any more."""

from typing import Final

from django.utils.translation import gettext_lazy as _

from alo153.cases.models import Case
from alo153.citizens import queries as citizens


class PersonErased(Exception):
    """The person of the case was erased: no words or files of theirs are kept any more."""


ERASED_WORDS: Final = _(
    "The person was erased. Nothing that they say or send is written down here any more."
)


def is_erased(case: Case) -> bool:
    """Tell whether the person of a case was erased; one query."""
    return citizens.is_erased(case.reporter)


def refuse_erased(case: Case) -> None:
    """See that the person of a locked case was not erased; one query.

    Raises:
        PersonErased: they were (KVKK, Law 6698, art. 7).
    """
    if is_erased(case):
        raise PersonErased
