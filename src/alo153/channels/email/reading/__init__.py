"""Parse the content of an e-mail from its bytes. Pure: no Django, no clock, no network."""
