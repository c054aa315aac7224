"""The media of a call: sound, pictures, messages, line quality; and their erasure."""
