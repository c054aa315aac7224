"""Netgsm's SMS interface, version 2."""
