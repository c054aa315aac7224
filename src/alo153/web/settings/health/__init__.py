"""The health of every part of the system, in words for people and in keys for monitors."""
