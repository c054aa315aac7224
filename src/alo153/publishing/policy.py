"""Who may approve a post: somebody who has not written it. Pure."""


class OwnWords(Exception):
    """Who wrote, changed or submitted a post does not approve it: two people see it."""


def may_approve(who: int, *, wrote: set[int]) -> bool:
    """Say whether somebody may approve, by the keys of those whose words a post holds."""
    return who not in wrote
