"""Pages of the library of good moments, and of learning cards."""
