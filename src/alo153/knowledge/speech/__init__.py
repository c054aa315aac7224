"""Texts as they are spoken, and the machines that read them until people record a voice."""
