"""Identity providers that vouch for a citizen: their contract, and the way to ask each."""
