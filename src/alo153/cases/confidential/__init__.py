"""Confidential cases: from whom they are kept, and how their words are opened."""
