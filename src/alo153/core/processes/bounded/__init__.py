"""A process apart reads what strangers send: one thing at a time, in bounded time and memory."""
