"""Prompts that staff read into their own telephone, until callers hear them."""
