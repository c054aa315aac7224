"""Verimor's SMS interface, version 2."""
