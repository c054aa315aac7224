"""The digital media desk: posts for everybody, and what came back on them."""
