"""What callers hear, sentence by sentence."""
