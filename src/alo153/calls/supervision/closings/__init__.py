"""The emergency switch: all lines closed, and callers told so, until somebody opens them."""
