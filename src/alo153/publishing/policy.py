"""Permission to approve a post: a person who has not written it. Pure."""


class OwnWords(Exception):
    """A person who wrote, changed or submitted a post does not approve it: two people see it."""


def may_approve(who: int, *, wrote: set[int]) -> bool:
    """Say whether somebody may approve, by the keys of a post's authors."""
    return who not in wrote
