"""Prompts that a person records on the page, instead of the machine's voice."""
