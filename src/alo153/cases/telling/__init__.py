"""Questions and messages to citizens, and the history that a case shows."""
