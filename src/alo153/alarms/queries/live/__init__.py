"""The present value of each figure, by subject."""
