"""X, once Twitter: direct messages, and posts that mention the city's account.

X API v2; both forms in which it posts events: the X Activity API, and the Account Activity API,
which X gives up.
"""
