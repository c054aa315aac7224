"""Intake: one function makes a contact and a case of an application from any channel."""
