"""The prompts for callers, sentence by sentence."""
