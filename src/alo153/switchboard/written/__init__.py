"""Offers what waits in writing to agents who are here, beside the calls and never before them."""
