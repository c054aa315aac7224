"""The running program: its loop, its clocks, its ways in and out."""
