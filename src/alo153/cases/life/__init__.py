"""The way of a case: opened, sent on, answered, closed, and objected to."""
