"""How every part of the system is, in words for people and in keys for monitors."""
