"""The running program: its loop, its timers, its input and output."""
