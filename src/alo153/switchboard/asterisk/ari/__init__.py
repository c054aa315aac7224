"""A typed client of Asterisk's REST interface (ARI). No Django here.

`client.AriClient` gives events in one ordered stream, commands by resource.
"""
