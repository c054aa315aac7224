"""Django's settings for the mail servers. Pure."""


def name_of(number: int) -> str:
    """Return the name in ``MAILERS`` of a mail server, by its place among the addresses.

    Its address would hold its password, and Django says the name where something is wrong with it.
    """
    return f"server-{number + 1}" if number else "default"
