"""What a call leaves behind: sound, pictures, messages, how the line was; and its erasure."""
