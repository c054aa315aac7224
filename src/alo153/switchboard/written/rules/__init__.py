"""Which of what waits is offered to whom: pure, as `acd` is."""
